import { asError, Bug } from '@lifeops/lib';
import type { ClockDep, JsonObject, LogDep } from '@lifeops/lib';

/** Where the last errors of a process arrive: `process`, or a stand-in. */
export interface CrashSource {
  on(event: CrashEvent, listener: (cause: unknown) => void): unknown;
  off(event: CrashEvent, listener: (cause: unknown) => void): unknown;
}
export type CrashEvent = 'uncaughtException' | 'unhandledRejection';

/** A report of a crash. Secrets are taken out before it is given away. */
export interface CrashDump {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly kind: CrashEvent;
  readonly error: JsonObject;
  /** What the hub knew of itself: version, health, figures. */
  readonly context: JsonObject;
}

export interface CrashDeps extends ClockDep, LogDep {
  readonly source: CrashSource;
  /** The error as JSON without secrets. */
  readonly clean: (error: Error) => JsonObject;
  /** What the hub knows of itself, without secrets; may throw. */
  readonly context: () => JsonObject;
  /** Writes the report before it returns and gives its place; undefined where it cannot. */
  readonly writeDump: (dump: CrashDump) => string | undefined;
  /** Ends the process after an exception that nobody caught: what it holds cannot be trusted any more. */
  readonly exit: (code: number) => void;
}

/** A fault that repeats fills no disk. */
const maxDumps = 20;

/**
 * Takes what nobody caught. Either is a fault of ours, logged as a `Bug` with a report in the data folder. An exception
 * ends the process with code 1, for a supervisor to start it again; a rejected promise is told and the hub goes on.
 */
export function guardCrashes(deps: CrashDeps): Disposable {
  const { source, log, clock } = deps;
  let dumps = 0;
  let isEnding = false;
  const report = (kind: CrashEvent, message: string, cause: unknown) => {
    const bug = cause instanceof Bug ? cause : new Bug(`${message}: ${asError(cause).message}`, { cause });
    const file =
      dumps++ < maxDumps
        ? deps.writeDump({ at: clock.now(), kind, error: deps.clean(bug), context: contextOf(deps) })
        : undefined;
    log.error(message, { error: bug, report: file });
  };
  const onException = (cause: unknown) => {
    if (isEnding) {
      deps.exit(1);
      return;
    }
    isEnding = true;
    try {
      report('uncaughtException', 'An exception was not caught; the hub ends', cause);
    } finally {
      deps.exit(1);
    }
  };
  const onRejection = (cause: unknown) =>
    report('unhandledRejection', 'A rejected promise was not handled', cause);
  source.on('uncaughtException', onException);
  source.on('unhandledRejection', onRejection);
  return {
    [Symbol.dispose]: () => {
      source.off('uncaughtException', onException);
      source.off('unhandledRejection', onRejection);
    },
  };
}

function contextOf({ context }: CrashDeps): JsonObject {
  try {
    return context();
  } catch (cause) {
    return { unreadable: asError(cause).message };
  }
}
