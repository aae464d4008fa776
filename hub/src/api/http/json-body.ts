import type { IncomingMessage } from 'node:http';
import { Aborted, InvalidInput } from '@lifeops/lib';
import { jsonFault } from './json-place.ts';

/**
 * The body of a request as JSON; an empty one is `{}`. Throws `InvalidInput`: with unsupported-media-type for another
 * type or a compressed one, payload-too-large beyond the limit, or the line and column where it is no JSON.
 */
export async function readJsonBody(request: IncomingMessage, limitBytes: number): Promise<unknown> {
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > limitBytes) throw tooLarge(limitBytes);
  const bytes = await readBytes(request, limitBytes);
  if (bytes.length === 0) return {};
  checkType(request);
  const text = decode(bytes);
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw malformed(text, cause);
  }
}

function checkType(request: IncomingMessage): void {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity')
    throw new InvalidInput('The body is compressed; send it plain.', [], { code: 'unsupported-media-type' });
  if (type === 'application/json' || /^application\/[\w.-]+\+json$/.test(type)) return;
  throw new InvalidInput(
    `The body must be JSON, with content-type application/json; it came as ${type === '' ? 'nothing named' : type.slice(0, 100)}.`,
    [],
    { code: 'unsupported-media-type' },
  );
}

function readBytes(request: IncomingMessage, limitBytes: number): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const chunks: Buffer[] = [];
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= limitBytes) chunks.push(chunk);
    else reject(tooLarge(limitBytes));
  });
  request.once('end', () => resolve(Buffer.concat(chunks)));
  request.once('error', (cause) => reject(new Aborted('The client went away.', { cause })));
  request.once('close', () => reject(new Aborted('The client went away.')));
  return promise;
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new InvalidInput(
      'The body is not UTF-8.',
      [{ path: '', message: 'is not UTF-8', expected: 'JSON in UTF-8' }],
      { cause },
    );
  }
}

function malformed(text: string, cause: unknown): InvalidInput {
  const fault = jsonFault(text);
  const { line, column, expected } = fault ?? { line: 1, column: 1, expected: 'JSON' };
  return new InvalidInput(
    `The body is no JSON: line ${line}, column ${column}: expected ${expected}.`,
    [{ path: '', message: 'is no JSON', expected, line, column }],
    { cause },
  );
}

const tooLarge = (limitBytes: number): InvalidInput =>
  new InvalidInput(`The body is larger than ${limitBytes} bytes.`, [], { code: 'payload-too-large' });
