import type { z } from 'zod';
import type { Json } from '../base/json.ts';

/** A service of an integration's own, declared before any of its code runs: docs, types and forms come from it. */
export interface ServiceDeclaration<
  I extends z.ZodType = z.ZodType,
  O extends z.ZodType<Json> | undefined = z.ZodType<Json> | undefined,
> {
  readonly target: 'device' | 'entry' | 'none';
  readonly description?: string;
  readonly input: I;
  readonly output?: O;
}

export function service<
  I extends z.ZodObject,
  O extends z.ZodType<Json> | undefined = undefined,
>(declaration: {
  readonly target: 'device' | 'entry' | 'none';
  readonly description?: string;
  readonly input: I;
  readonly output?: O;
}): ServiceDeclaration<I, O> {
  return declaration as ServiceDeclaration<I, O>;
}

export interface ServeIo {
  /** Key of the targeted device as the integration gave it; null unless the target is a device. */
  readonly device: string | null;
  readonly signal: AbortSignal;
}

export type ServiceHandlers<S> = {
  readonly [N in keyof S]: S[N] extends ServiceDeclaration<infer I, infer O>
    ? (
        input: z.output<I>,
        io: ServeIo,
      ) => O extends z.ZodType<Json> ? z.input<O> | Promise<z.input<O>> : void | Promise<void>
    : never;
};
