import { HubClient } from '@lifeops/lib/client';
import type { ClientPlatform, HubClientOptions } from '@lifeops/lib/client';
import { webPlatform } from '../../../lib/src/client/web-platform.ts';
import { makeWorld } from '../../hub/api/api-world.ts';
import type { World, WorldOptions } from '../../hub/api/api-world.ts';
import { CuttableLink } from './cuttable-link.ts';
import { until } from './until.ts';

export type ClientWorld = AsyncDisposable & {
  readonly world: World;
  readonly link: CuttableLink;
  readonly client: HubClient;
  /** Errors without a caller. */
  readonly errors: unknown[];
  /** Paths asked for by REST. */
  readonly asked: string[];
};

/** A real API over memory, a network that can be cut, and a client on the other side, signed in as the owner. The lamp is off. */
export async function makeClientWorld(
  options: WorldOptions = {},
  more: Partial<HubClientOptions> & { readonly fetch?: ClientPlatform['fetch'] } = {},
): Promise<ClientWorld> {
  const world = await makeWorld(options);
  if (!options.empty) world.set(world.home.light.entityId, false);
  const link = await CuttableLink.to(world.port);
  const errors: unknown[] = [];
  const asked: string[] = [];
  const send = more.fetch ?? webPlatform.fetch;
  const client = new HubClient({
    url: link.url,
    ...(options.empty ? {} : { token: world.token('owner') }),
    onError: (cause) => errors.push(cause),
    platform: {
      ...webPlatform,
      fetch: (url, init) => {
        asked.push(new URL(url).pathname);
        return send(url, init);
      },
    },
    ...more,
  });
  return {
    world,
    link,
    client,
    errors,
    asked,
    async [Symbol.asyncDispose]() {
      client[Symbol.dispose]();
      await link[Symbol.asyncDispose]();
      await world[Symbol.asyncDispose]();
    },
  };
}

export async function goLive(client: HubClient): Promise<void> {
  client.connect();
  await until(() => client.status === 'live');
}
