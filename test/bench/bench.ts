/** One measurement: ours against something else on the same machine, in the same run. */
export interface Bench {
  readonly name: string;
  /** Of `figure`: writes/s, ms, MB. */
  readonly unit: string;
  run(): Promise<BenchResult | readonly BenchResult[]>;
}

export interface BenchResult {
  readonly figure: number;
  /** Where it is not the bench's own. */
  readonly unit?: string;
  /** Ours to the other: by `against`, what it is compared with and the bound that holds. */
  readonly ratio: number;
  readonly against: string;
  /** One for each turn: ours and the other, or ours alone where the bound is absolute. */
  readonly runs: readonly (readonly number[])[];
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/**
 * Measures two things in turn, so that what else the machine does hits both; each is warmed up once. Gives figures per
 * second from the number of operations that a turn makes.
 */
export function alternate(
  ours: () => void,
  other: () => void,
  options: { readonly turns: number; readonly operations: number },
): (readonly [number, number])[] {
  const rate = (run: () => void): number => {
    globalThis.gc?.();
    const start = performance.now();
    run();
    return options.operations / ((performance.now() - start) / 1000);
  };
  ours();
  other();
  return Array.from({ length: options.turns }, (_, turn) => {
    if (turn % 2 === 0) {
      const first = rate(ours);
      return [first, rate(other)] as const;
    }
    const second = rate(other);
    return [rate(ours), second] as const;
  });
}
