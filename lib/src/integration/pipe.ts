import { Bug } from '../base/errors.ts';
import { isPlainObject } from '../base/json.ts';
import type { HostPipe, Pipe, RuntimePipe } from './messages.ts';

/** The two ends of a border: what one sends, the other receives, in order and never within the send itself. */
export interface PipePair {
  readonly host: HostPipe;
  readonly runtime: RuntimePipe;
}

/** Both sides in one thread, messages handed over as they are: the cheapest. */
export const directPipe = (): PipePair => pipePair((message) => message);

/** Both sides in one thread, but every message is proved to be JSON and copied, as a worker would. */
export const clonedPipe = (): PipePair =>
  pipePair((message) => {
    const place = notJson(message, '');
    if (place !== undefined) throw new Bug(`A message is no JSON at ${place}.`);
    return structuredClone(message);
  });

/** Where a value stops being JSON, as a JSON pointer with what is there; undefined: it is JSON. */
export function notJson(value: unknown, path: string): string | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return undefined;
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : `${path || '/'} (${value})`;
  if (Array.isArray(value) || isPlainObject(value)) {
    for (const [key, inner] of Object.entries(value)) {
      const place = notJson(inner, `${path}/${key}`);
      if (place !== undefined) return place;
    }
    return undefined;
  }
  return `${path || '/'} (${typeof value})`;
}

function pipePair(carry: <T>(message: T) => T): PipePair {
  const toHost = queue(carry);
  const toRuntime = queue(carry);
  return {
    host: { send: toRuntime.send, receive: toHost.receive },
    runtime: { send: toHost.send, receive: toRuntime.receive },
  } as PipePair;
}

function queue<T>(carry: (message: T) => T): Pipe<T, T> {
  const waiting: T[] = [];
  let listener: ((message: T) => void) | undefined;
  let draining = false;
  const drain = () => {
    draining = false;
    for (let message = waiting.shift(); message !== undefined && listener; message = waiting.shift())
      listener(message);
  };
  const wake = () => {
    if (draining || !listener) return;
    draining = true;
    queueMicrotask(drain);
  };
  return {
    send(message) {
      waiting.push(carry(message));
      wake();
    },
    receive(next) {
      listener = next;
      wake();
      return {
        [Symbol.dispose]() {
          if (listener === next) listener = undefined;
        },
      };
    },
  };
}
