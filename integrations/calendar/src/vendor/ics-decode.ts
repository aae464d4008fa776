import { Buffer } from 'node:buffer';

/**
 * Bytes of a calendar as text, without a byte order mark. UTF-8, UTF-16 with a mark, and else Windows-1252, which old
 * exporters write. Never throws. A fold that cuts a UTF-8 sequence (RFC 5545 §3.1 allows it) is moved behind it.
 */
export function decodeCalendar(body: Uint8Array | string): string {
  if (typeof body === 'string') return body.replace(/^\uFEFF/, '');
  if (body[0] === 0xfe && body[1] === 0xff) return new TextDecoder('utf-16be').decode(body);
  if (body[0] === 0xff && body[1] === 0xfe) return new TextDecoder('utf-16le').decode(body);
  return asUtf8(body) ?? asUtf8(moveFolds(body)) ?? new TextDecoder('windows-1252').decode(body);
}

function asUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Not UTF-8 is an answer here, and the caller has another encoding to try.
    return null;
  }
}

/** Each fold with UTF-8 continuation bytes right behind it goes after them, so that line numbers stay as they are. */
function moveFolds(bytes: Uint8Array): Uint8Array {
  const latin = Buffer.from(bytes).toString('latin1');
  return Buffer.from(latin.replaceAll(/(\r?\n[ \t])([\u0080-\u00bf]{1,3})/g, '$2$1'), 'latin1');
}
