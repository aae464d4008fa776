/** A message to many: encoded once, as Socket.IO text and as a WebSocket frame that every socket writes as it is. */
export interface LivePacket {
  /** A Socket.IO event packet of the main namespace (socket.io-protocol v5: type 2). */
  readonly text: string;
  readonly frame: readonly Buffer[];
}

export function eventPacket(event: string, payloadJson: string): LivePacket {
  const text = `2${JSON.stringify([event]).slice(0, -1)},${payloadJson}]`;
  // "4" is the message type of Engine.IO (engine.io-protocol v4).
  return { text, frame: [textFrame(`4${text}`)] };
}

/** `device_state` with changes that are JSON already. */
export const statePacket = (seq: number, changes: readonly string[]): LivePacket =>
  eventPacket('device_state', `{"seq":${seq},"changes":[${changes.join(',')}]}`);

/** One final, unmasked text frame (RFC 6455 §5.2). */
function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(head + length);
  frame[0] = 0x81;
  if (head === 2) {
    frame[1] = length;
  } else if (head === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.write(text, head);
  return frame;
}
