import type { StateValue } from '../model/state.ts';

/** How documents and calls may write a boolean; states hold the boolean. */
export const onOffWords = { on: true, off: false } as const;

/** A toggle is one of two services, by the present value. */
export const toggleBy =
  (on: string, off: string) =>
  ({ value }: { readonly value: StateValue }): string =>
    value === true ? off : on;
