import { errorCodes } from './error-codes.data.ts';
import type { ErrorCode, ErrorKind } from './error-codes.data.ts';
import type { Json } from './json.ts';

/** One thing that is wrong with an input. `path` is a JSON pointer (`/target/entity_id`); a file adds its place. */
export interface Issue {
  readonly path: string;
  readonly message: string;
  readonly expected?: string;
  readonly got?: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

export interface ErrorOptions {
  readonly code?: ErrorCode;
  readonly cause?: unknown;
  /** Safe to show to any caller: never a secret. */
  readonly details?: { readonly [key: string]: Json };
  readonly retryAfterMs?: number;
}

/** On every error of every copy of this library: an installed integration may bring its own. */
const mark = Symbol.for('lifeops.error');

const isOrdinary = (constructor: Function, value: unknown): boolean =>
  Function.prototype[Symbol.hasInstance].call(constructor, value);

/**
 * The root of every error that LifeOps throws. `message` is for people: what happened, what was kept, what to do.
 * Catch by subclass (what the caller can do) and branch by `code` (stable, listed in `error-codes.data.ts`).
 */
export class LifeOpsError extends Error {
  readonly code: ErrorCode;
  readonly details: { readonly [key: string]: Json };
  readonly retryAfterMs: number | undefined;

  constructor(code: ErrorCode, message: string, options: ErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = options.code ?? code;
    this.details = options.details ?? {};
    this.retryAfterMs = options.retryAfterMs;
    this.name = new.target.name;
  }

  /** Errors of another copy of the library are of the class of the same name. */
  static override [Symbol.hasInstance](this: Function, value: unknown): boolean {
    if (isOrdinary(this, value)) return true;
    if (!(value instanceof Error) || !(mark in value) || isOrdinary(LifeOpsError, value)) return false;
    let prototype: unknown = Object.getPrototypeOf(value);
    while (prototype instanceof Error && prototype.constructor.name !== this.name)
      prototype = Object.getPrototypeOf(prototype);
    return prototype instanceof Error;
  }

  get [mark](): true {
    return true;
  }

  get kind(): ErrorKind {
    return errorCodes[this.code].kind;
  }
}

/** The caller sent something wrong; `issues` names each place. */
export class InvalidInput extends LifeOpsError {
  readonly issues: readonly Issue[];

  constructor(message: string, issues: readonly Issue[] = [], options: ErrorOptions = {}) {
    super('invalid-input', message, options);
    this.issues = issues;
  }
}
export class NotFound extends LifeOpsError {
  constructor(message: string, options: ErrorOptions = {}) {
    super('not-found', message, options);
  }
}
export class Conflict extends LifeOpsError {
  constructor(message: string, options: ErrorOptions = {}) {
    super('conflict', message, options);
  }
}
export class Unauthorized extends LifeOpsError {
  constructor(message: string, options: ErrorOptions = {}) {
    super('unauthorized', message, options);
  }
}
export class Forbidden extends LifeOpsError {
  constructor(message: string, options: ErrorOptions = {}) {
    super('forbidden', message, options);
  }
}
/** Try again later: by itself with backoff, or after `retryAfterMs`. */
export class NotReady extends LifeOpsError {
  constructor(message: string, options: ErrorOptions = {}) {
    super('not-ready', message, options);
  }
}
/** The credentials are no longer taken: ask the person to sign in again; do not retry. */
export class AuthExpired extends LifeOpsError {
  constructor(message: string, options: ErrorOptions = {}) {
    super('auth-expired', message, options);
  }
}
export class Unavailable extends LifeOpsError {
  constructor(message: string, options: ErrorOptions = {}) {
    super('unavailable', message, options);
  }
}
export class TimedOut extends LifeOpsError {
  constructor(message: string, options: ErrorOptions = {}) {
    super('timed-out', message, options);
  }
}
export class Aborted extends LifeOpsError {
  constructor(message = 'It was cancelled.', options: ErrorOptions = {}) {
    super('aborted', message, options);
  }
}
/** An invariant of ours broke. Never caught to be ignored. */
export class Bug extends LifeOpsError {
  constructor(message: string, options: ErrorOptions = {}) {
    super('bug', message, options);
  }
}

/** Any thrown thing as an Error, itself where it is one. */
export function asError(cause: unknown): Error {
  if (cause instanceof Error) return cause;
  return new Bug(`Something that is no Error was thrown: ${inWords(cause)}`, { cause });
}

/** Not every value can be turned into text. */
const inWords = (value: unknown): string =>
  typeof value === 'object' && value !== null ? Object.prototype.toString.call(value) : String(value);

/** Any thrown thing as one of ours; what we do not know is a Bug that keeps its cause. */
export function asLifeOpsError(cause: unknown): LifeOpsError {
  if (cause instanceof LifeOpsError) return cause;
  const error = asError(cause);
  if (error.name === 'AbortError') return new Aborted(undefined, { cause });
  if (error.name === 'TimeoutError') return new TimedOut('No answer in time.', { cause });
  if (error instanceof AggregateError)
    return new Bug(`${error.message} ${error.errors.map((each) => asError(each).message).join(' ')}`.trim(), {
      cause,
    });
  return new Bug(error.message, { cause });
}

const constructors: Record<ErrorKind, new (message: string, options: ErrorOptions) => LifeOpsError> = {
  InvalidInput: class extends InvalidInput {
    constructor(message: string, options: ErrorOptions) {
      super(message, [], options);
    }
  },
  NotFound,
  Conflict,
  Unauthorized,
  Forbidden,
  NotReady,
  AuthExpired,
  Unavailable,
  TimedOut,
  Aborted,
  Bug,
};

/** An error as it crosses a border (worker, socket, HTTP): a class does not survive a clone, its fields do. */
export type ErrorRecord = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details: { readonly [key: string]: Json };
  readonly issues: readonly { readonly [key: string]: Json }[];
  readonly retryAfterMs: number | null;
};

/** Without fields that are `undefined`, which JSON does not have. */
const issueRecord = (issue: Issue): { readonly [key: string]: Json } =>
  Object.fromEntries(Object.entries(issue).filter(([, value]) => value !== undefined));

export function errorToRecord(cause: unknown): ErrorRecord {
  const error = asLifeOpsError(cause);
  const issues = error instanceof InvalidInput ? error.issues.map(issueRecord) : [];
  return {
    code: error.code,
    message: error.message,
    details: error.details,
    issues,
    retryAfterMs: error.retryAfterMs ?? null,
  };
}

export function errorFromRecord(record: ErrorRecord): LifeOpsError {
  const code = Object.hasOwn(errorCodes, record.code) ? record.code : 'bug';
  const options: ErrorOptions = {
    code,
    details: record.details,
    ...(record.retryAfterMs === null ? {} : { retryAfterMs: record.retryAfterMs }),
  };
  const kind = errorCodes[code].kind;
  if (kind === 'InvalidInput')
    return new InvalidInput(record.message, record.issues as unknown as readonly Issue[], options);
  return new constructors[kind](record.message, options);
}
