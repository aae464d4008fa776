import type { Json } from './json.ts';

/** error: someone must act; warn: degraded but handled; info: a change a user would recognise; debug: the rest. */
export type LogLevel = 'error' | 'warn' | 'info' | 'debug';
export type LogFields = { readonly [key: string]: Json | Error | undefined };

/** The message is a constant sentence; what varies goes into fields. Secrets print redacted. */
export interface Logger {
  error(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  debug(message: string, fields?: LogFields): void;
  child(fields: LogFields): Logger;
}

export interface LogDep {
  readonly log: Logger;
}

/** For what has no log of its own, a client in a browser say. */
export const silentLogger: Logger = {
  error() {},
  warn() {},
  info() {},
  debug() {},
  child: () => silentLogger,
};
