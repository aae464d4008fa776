import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { asError } from '@lifeops/lib';
import type { Clock, LogLevel } from '@lifeops/lib';
import { HubLog } from '../hub-log.ts';
import { jsonLine } from '../log-record.ts';
import type { LogSink } from '../log-record.ts';
import { prettyLine } from '../pretty-line.ts';
import { Redactor } from '../redactor.ts';
import { RotatingFile } from './rotating-file.ts';

export interface LogTerminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

export interface OpenHubLogOptions {
  readonly clock: Clock;
  readonly level: LogLevel;
  /** On the terminal; files are JSON lines. */
  readonly format: 'pretty' | 'json';
  /** Undefined: nothing on the terminal. */
  readonly terminal?: LogTerminal;
  /** The data folder; undefined: no files. */
  readonly dataFolder?: string;
  /** Whole secrets inside text, the hub's own tokens say. */
  readonly secretPatterns?: readonly RegExp[];
  /** Colour even or not even on a terminal; default: where it is one and NO_COLOR is not set. */
  readonly colour?: boolean;
}

/** The hub's log with what it writes to. `flushNow` at the end of a process that cannot wait; else dispose it, last. */
export interface OpenedHubLog extends AsyncDisposable {
  readonly hubLog: HubLog;
  flushNow(): void;
  /** Why the files are not written at present; undefined while all is well. */
  problem(): Error | undefined;
}

const maxBytes = 10 * 1024 * 1024;
const keptFiles = 5;

/**
 * Opens the log: the terminal, and in the data folder `logs/lifeops.log` and `logs/error.log` (errors alone), each
 * 10 MB × 5, readable by their owner alone. Without a usable folder the terminal has to do; `problem` says why.
 */
export function openHubLog(options: OpenHubLogOptions): OpenedHubLog {
  const { clock, level, format, terminal, dataFolder } = options;
  const colour = options.colour ?? terminal?.isTTY === true;
  const sinks: LogSink[] = [];
  if (terminal) {
    const lineOf =
      format === 'json' ? jsonLine : (record: Parameters<typeof jsonLine>[0]) => prettyLine(record, colour);
    sinks.push({ write: (record) => void terminal.write(`${lineOf(record)}\n`) });
  }
  const { files, problem } =
    dataFolder === undefined ? { files: [], problem: undefined } : openFiles(dataFolder);
  const [all, errors] = files;
  if (all && errors) {
    sinks.push({
      write(record) {
        const line = jsonLine(record);
        all.write(line);
        if (record.level === 'error') errors.write(line);
      },
    });
  }
  const hubLog = new HubLog({ clock, redactor: new Redactor(options.secretPatterns), sinks }, level);
  if (problem)
    hubLog.logger.warn('The log files cannot be written; the terminal has the log', { error: problem });
  return {
    hubLog,
    flushNow: () => files.forEach((file) => file.flushNow()),
    problem: () => problem ?? files.map((file) => file.problem).find((found) => found !== undefined),
    async [Symbol.asyncDispose]() {
      await Promise.all(files.map((file) => file[Symbol.asyncDispose]()));
    },
  };
}

function openFiles(dataFolder: string): {
  readonly files: readonly RotatingFile[];
  readonly problem: Error | undefined;
} {
  const folder = join(dataFolder, 'logs');
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const files = ['lifeops.log', 'error.log'].map(
      (name) => new RotatingFile({ path: join(folder, name), maxBytes, files: keptFiles }),
    );
    return { files, problem: undefined };
  } catch (cause) {
    return { files: [], problem: asError(cause) };
  }
}
