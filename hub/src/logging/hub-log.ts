import type { Clock, JsonObject, LogFields, Logger, LogLevel } from '@lifeops/lib';
import { cleanError, cleanFields } from './clean-fields.ts';
import { levelOrder } from './log-record.ts';
import type { LogSink } from './log-record.ts';
import type { Redactor } from './redactor.ts';

export interface HubLogDeps {
  readonly clock: Clock;
  readonly redactor: Redactor;
  readonly sinks: readonly LogSink[];
}

/**
 * The root of the hub's log: level at run time, counts since start, sinks. Everything else gets `logger` or a child of it.
 * Never throws: a sink that does loses the record.
 */
export class HubLog {
  readonly logger: Logger;
  readonly #deps: HubLogDeps;
  readonly #counts: Record<LogLevel, number> = { error: 0, warn: 0, info: 0, debug: 0 };
  #level: LogLevel;
  #failures = 0;

  constructor(deps: HubLogDeps, level: LogLevel) {
    this.#deps = deps;
    this.#level = level;
    this.logger = this.#child({});
  }

  get level(): LogLevel {
    return this.#level;
  }

  setLevel(level: LogLevel): void {
    this.#level = level;
  }

  /** Records since start by level, those that the level kept out not among them: for metrics. */
  get counts(): Readonly<Record<LogLevel, number>> {
    return { ...this.#counts };
  }

  /** Records that a sink did not take. */
  get failures(): number {
    return this.#failures;
  }

  /** This text is shown nowhere from now on: a secret of the configuration, say. */
  hide(secret: string): void {
    this.#deps.redactor.learn(secret);
  }

  /** Any object as the log would write it: for reports of crashes and diagnostics. */
  clean(fields: object): JsonObject {
    const { redactor } = this.#deps;
    return fields instanceof Error ? cleanError(fields, redactor) : cleanFields(fields, redactor);
  }

  #child(fixed: LogFields): Logger {
    const write = (level: LogLevel) => (message: string, fields?: LogFields) =>
      this.#write(level, message, fields === undefined ? fixed : { ...fixed, ...fields });
    return {
      error: write('error'),
      warn: write('warn'),
      info: write('info'),
      debug: write('debug'),
      child: (fields) => this.#child({ ...fixed, ...fields }),
    };
  }

  #write(level: LogLevel, message: string, fields: LogFields): void {
    if (levelOrder[level] > levelOrder[this.#level]) return;
    this.#counts[level]++;
    const { clock, redactor, sinks } = this.#deps;
    const record = {
      at: clock.now(),
      level,
      message: redactor.text(String(message)),
      fields: cleanFields(fields, redactor),
    };
    for (const sink of sinks) {
      try {
        sink.write(record);
      } catch {
        // Who logs is seldom in a state to handle a failure of the log; it is counted, and the other sinks have it.
        this.#failures++;
      }
    }
  }
}
