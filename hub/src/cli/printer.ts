import type { TextOutput } from './cli-io.ts';

/** `good`: it did what was asked. `failed`: it could not. `wrongUse`: the command line makes no sense. */
export const exitCodes = { good: 0, failed: 1, wrongUse: 2 } as const;

/** One of the two, by `--json`: lines for people, or one JSON object for programs. Errors of people go to stderr. */
export interface Printer {
  readonly json: boolean;
  /** The result: `lines` for people, `value` for programs. */
  result(lines: readonly string[], value: object): void;
  /** A failure: its text, and the fields that programs get under `error`. */
  failure(text: string, error: object): void;
}

export function printerOf(
  io: { readonly out: TextOutput; readonly err: TextOutput },
  json: boolean,
): Printer {
  if (json) {
    const print = (value: object) => void io.out.write(`${JSON.stringify(value)}\n`);
    return {
      json,
      result: (_lines, value) => print(value),
      failure: (_text, error) => print({ error }),
    };
  }
  return {
    json,
    result: (lines) => {
      for (const line of lines) io.out.write(`${line}\n`);
    },
    failure: (text) => void io.err.write(`${text}\n`),
  };
}
