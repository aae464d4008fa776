import { z } from '@lifeops/lib';

/** Nothing to set: every demo house is furnished alike and stands where the hub does. */
export const configSchema = z.object({});
