import { z } from '@lifeops/lib';
import type { House } from './house.ts';
import { outletIds } from './power.ts';
import type { OutletId } from './power.ts';

const kwhById = z.object(
  Object.fromEntries(outletIds.map((id) => [id, z.number()])) as Record<OutletId, z.ZodNumber>,
);

/** What outlives a restart: which house it is, and the meters, which must not run backwards. */
export const houseMemorySchema = z.object({ seed: z.int(), meterKwh: z.number(), outletKwh: kwhById });
export type HouseMemory = z.output<typeof houseMemorySchema>;

export const remember = ({ state, options }: House): HouseMemory => ({
  seed: options.seed,
  meterKwh: state.meter.kwh,
  outletKwh: Object.fromEntries(outletIds.map((id) => [id, state.outlets[id].kwh])) as Record<
    OutletId,
    number
  >,
});
