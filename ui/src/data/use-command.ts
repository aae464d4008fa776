import { useCallback } from 'react';
import { Unavailable } from '@lifeops/lib/client';
import type { WireEntity } from '@lifeops/lib/protocol';
import type { JsonObject } from '@lifeops/lib';
import { asFailure } from './failure.ts';
import { useHub } from './context.ts';
import type { Hub } from './hub.ts';
import type { Expected } from './pending-store.ts';
import { wireObject } from './wire-json.ts';

export interface Command {
  readonly service: string;
  readonly data?: JsonObject;
  /** What the card shows at once; rolled back when it fails. */
  readonly expect?: Expected;
  /** Never kept for later: a door must not open an hour after somebody asked. */
  readonly nowOrNever?: boolean;
}

/** How long an ask that the hub took may wait for its state before the live state shows again. */
const patienceMs = 6000;

/** Sends a command to one entity: shown at once, rolled back with the reason when it fails, kept while offline. */
export function useCommand(entity: WireEntity): (command: Command) => void {
  const hub = useHub();
  return useCallback((command) => void sendCommand(hub, entity, command), [hub, entity]);
}

export async function sendCommand(hub: Hub, entity: WireEntity, command: Command): Promise<void> {
  const { client, pending, notices } = hub;
  const { service, data = {}, expect = {} } = command;
  const ticket = pending.ask(entity.uid, expect);
  const target = { entity_id: entity.entity_id };
  try {
    const result = await callOrQueue(hub, entity, { ...command, data });
    if (result === 'queued') {
      pending.queue(entity.uid, ticket);
      return;
    }
    const failed = result.results.find(({ status }) => status === 'failed' || status === 'skipped');
    if (failed) throw new Unavailable(failed.reason ?? `${target.entity_id}: ${service}`);
    setTimeout(() => pending.settle(entity.uid, ticket), Object.keys(expect).length === 0 ? 0 : patienceMs);
  } catch (cause) {
    pending.settle(entity.uid, ticket);
    notices.failure(withName(entity, cause));
  }

  async function callOrQueue({ client: hubClient }: Hub, { domain }: WireEntity, { nowOrNever }: Command) {
    if (client.status === 'live') return hubClient.callService(domain, service, { target, data });
    if (nowOrNever)
      return hubClient.call('services.call', { domain, service, target, data: wireObject(data) });
    return (
      (await hubClient.write('services.call', { domain, service, target, data: wireObject(data) })) ??
      ('queued' as const)
    );
  }
}

function withName(entity: WireEntity, cause: unknown): unknown {
  const { message } = asFailure(cause);
  return new Unavailable(`${entity.full_name}: ${message}`, { cause });
}
