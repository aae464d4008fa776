import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HubClient } from '@lifeops/lib/client';
import type { OperationOutput, Operations } from '@lifeops/lib/protocol';
import { startHub } from '../hub-process.ts';
import type { HubProcess, HubProcessOptions } from '../hub-process.ts';

export const owner = { name: 'Anna', password: 'correct horse battery' };

/** As `startHub`, but what Node compiles is kept for the next one too: a new data folder would begin without. */
export const startAgain = (options: HubProcessOptions = {}): Promise<HubProcess> =>
  startHub({ ...options, env: { NODE_COMPILE_CACHE: join(tmpdir(), 'lifeops-test-cache'), ...options.env } });

/** Looks again and again until there is something to see; the last failure when there is not in time. */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
  limitMs = 30_000,
): Promise<Exclude<NonNullable<T>, false>> {
  const deadline = performance.now() + limitMs;
  let last: unknown;
  while (performance.now() < deadline) {
    try {
      const seen = await look();
      if (seen !== undefined && seen !== null && seen !== false)
        return seen as Exclude<NonNullable<T>, false>;
      last = seen;
    } catch (cause) {
      last = cause;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`Not in ${limitMs} ms: ${what}`, { cause: last });
}

/** The first run: makes the owner, and gives a client with that session. */
export async function claimHub(hub: HubProcess): Promise<HubClient> {
  const client = new HubClient({ url: hub.url });
  const { token } = await client.call('auth.create_owner', owner);
  client.useToken(token);
  return client;
}

/** A client of a hub that was started again, by a token of before. */
export const clientOf = (hub: HubProcess, token: string | undefined): HubClient =>
  new HubClient({ url: hub.url, ...(token === undefined ? {} : { token }) });

export type WireState = OperationOutput<Operations['states.list']>['states'][number];

export async function stateOf(client: HubClient, entityId: string): Promise<WireState> {
  return client.call('states.get', { entity_id: entityId });
}

export const allLoaded = (client: HubClient): Promise<boolean> =>
  until('all entries loaded', async () => {
    const { entries } = await client.call('entries.list', {});
    return entries.length > 0 && entries.every(({ status }) => status.state === 'loaded');
  });
