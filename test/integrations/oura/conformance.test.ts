import { hours } from '@lifeops/lib';
import { conformance } from '@lifeops/lib/testing';
import oura from '../../../integrations/oura/src/index.ts';
import { packageOf } from '../package-of.ts';
import { ouraEntryWorld } from './oura-entry.ts';

/** Where the rules' clock begins at noon, so that a day is long enough for all of them. */
const afternoonThere = 'Pacific/Auckland';

conformance(oura, {
  ...packageOf('oura'),
  world: async () => {
    const { simulator: _, ...world } = await ouraEntryWorld(undefined, { timeZone: afternoonThere });
    return { ...world, options: { poll_minutes: 60 } };
  },
  wrong: [
    { config: {}, field: 'client_id' },
    { config: { client_id: 'a', client_secret: 7 }, field: 'client_secret' },
    { config: { client_id: 'a', client_secret: 'b', base_url: 'somewhere' }, field: 'base_url' },
    {
      config: {
        client_id: 'a',
        client_secret: 'b',
        tokens: { access_token: 'c', refresh_token: '', expires_at: 0 },
      },
      field: '/tokens/refresh_token',
    },
  ],
  noticeMs: hours(5),
});
