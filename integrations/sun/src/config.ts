import { z } from '@lifeops/lib';

/** Nothing to set: the place comes from the home. */
export const configSchema = z.object({});
