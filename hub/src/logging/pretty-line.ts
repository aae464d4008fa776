import { isPlainObject } from '@lifeops/lib';
import type { Json, LogLevel } from '@lifeops/lib';
import type { LogRecord } from './log-record.ts';

/** SGR codes (ECMA-48): red, yellow, cyan, grey; 90 is grey for what is secondary. */
const colours: Readonly<Record<LogLevel, number>> = { error: 31, warn: 33, info: 36, debug: 90 };
const grey = 90;

/** A record for people: local time, level, message, fields as `name=value`; stacks on lines of their own. */
export function prettyLine({ at, level, message, fields }: LogRecord, colour: boolean): string {
  const paint = (code: number, text: string) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
  const { component, ...rest } = fields;
  const where = typeof component === 'string' ? `${component}: ` : '';
  const said = Object.entries(rest)
    .map(([name, value]) => `${name}=${fieldText(value)}`)
    .join(' ');
  const stacks = Object.values(rest).flatMap(stacksOf);
  const head = `${paint(grey, timeOf(at))} ${paint(colours[level], level.toUpperCase().padEnd(5))} ${printable(where + message)}`;
  const body = said === '' ? head : `${head} ${paint(grey, printable(said))}`;
  return [body, ...stacks.map((stack) => paint(grey, indented(stack)))].join('\n');
}

function timeOf(at: number): string {
  const time = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  const ms = String(time.getMilliseconds()).padStart(3, '0');
  return `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}.${ms}`;
}

function fieldText(value: Json): string {
  if (typeof value === 'string') return /^[^\s"=]+$/.test(value) ? value : JSON.stringify(value);
  if (isErrorLike(value)) return JSON.stringify(errorText(value));
  return JSON.stringify(value);
}

type ErrorLike = {
  readonly name: string;
  readonly message: string;
  readonly code?: Json;
  readonly cause?: Json;
};

const isErrorLike = (value: unknown): value is ErrorLike =>
  isPlainObject(value) && typeof value['name'] === 'string' && typeof value['message'] === 'string';

function errorText({ name, code, message, cause }: ErrorLike): string {
  const own = `${name}${typeof code === 'string' ? ` (${code})` : ''}: ${message}`;
  return isErrorLike(cause) ? `${own} ← ${errorText(cause)}` : own;
}

function stacksOf(value: Json | undefined): string[] {
  if (!isErrorLike(value)) return [];
  const { stack } = value as ErrorLike & { readonly stack?: unknown };
  return [...(typeof stack === 'string' ? [stack] : []), ...stacksOf(value.cause)];
}

const indented = (stack: string): string =>
  stack
    .split('\n')
    .map((line) => `    ${printable(line)}`)
    .join('\n');

/** Control characters could move the cursor or forge a line. */
const printable = (text: string): string =>
  text.replace(/\p{Cc}/gu, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`);
