import type { z } from 'zod';
import type { Json, JsonObject } from '../base/json.ts';
import type { Hub, PortName } from './ports.ts';

/** A step as it crosses the border and is drawn by the UI, the CLI or a test. */
export type FlowStep =
  | {
      readonly kind: 'form';
      readonly id: string;
      readonly schema: JsonObject;
      readonly values: JsonObject;
      readonly errors: readonly FieldError[];
    }
  | { readonly kind: 'external'; readonly id: string; readonly url: string; readonly schema: JsonObject }
  | {
      readonly kind: 'choose';
      readonly id: string;
      readonly options: readonly { readonly key: string; readonly label: string }[];
    }
  | { readonly kind: 'progress'; readonly id: string; readonly message: string };
export type FieldError = { readonly path: string; readonly message: string };

export type FlowResult =
  | {
      readonly kind: 'done';
      readonly title: string;
      readonly uniqueId: string | null;
      readonly config: JsonObject;
      readonly options: JsonObject;
    }
  | { readonly kind: 'abort'; readonly reason: string };

/** Each step is used as `const answer = yield* form(…)`, which types the answer. */
export type StepGenerator<T> = Generator<FlowStep, T, Json>;

export interface FlowContext<C, N extends PortName> {
  /** A form by a schema; `check` may throw `InvalidInput` to send the person back to it with the errors. */
  readonly form: <S extends z.ZodObject>(
    id: string,
    schema: S,
    check?: (values: z.output<S>) => void | Promise<void>,
  ) => AsyncGenerator<FlowStep, z.output<S>, Json>;
  /** Another page, an OAuth sign-in say; what its redirect brings back, parsed. */
  readonly external: <S extends z.ZodObject>(
    id: string,
    url: string,
    schema: S,
  ) => AsyncGenerator<FlowStep, z.output<S>, Json>;
  readonly choose: <T>(
    id: string,
    items: readonly T[],
    describe: (item: T) => { readonly key: string; readonly label: string },
  ) => AsyncGenerator<FlowStep, T, Json>;
  /** Shows a message while `work` runs. */
  readonly progress: <T>(
    id: string,
    message: string,
    work: () => Promise<T>,
  ) => AsyncGenerator<FlowStep, T, Json>;
  readonly done: (result: {
    readonly title: string;
    readonly uniqueId?: string;
    readonly config: C;
    readonly options?: JsonObject;
  }) => FlowResult;
  readonly abort: (reason: string) => FlowResult;
  readonly hub: Pick<Hub<N>, 'site' | 'signal' | 'log' | (N & keyof Hub<N>)>;
  /** What discovery found, for flows that begin by it. */
  readonly discovered: Json;
  /** The entry's present config, in `reauth` and `reconfigure`. */
  readonly current: C | undefined;
}

export type Flow<C, N extends PortName> = (
  context: FlowContext<C, N>,
) => AsyncGenerator<FlowStep, FlowResult, Json>;
export type FlowName = 'user' | 'reauth' | 'reconfigure' | 'discovered';
