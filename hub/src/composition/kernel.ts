import { domains, UlidFactory } from '@lifeops/lib';
import type { ClockDep, IdsDep, LogDep, NodeId, RandomDep } from '@lifeops/lib';
import { DeliveryOrder } from '../core/bus/delivery-order.ts';
import { EventBus } from '../core/bus/event-bus.ts';
import { ListenerWatch } from '../core/bus/listener-watch.ts';
import { SeqCounter } from '../core/bus/seq-counter.ts';
import { ContextFactory } from '../core/context.ts';
import { Registries } from '../core/registries/registries.ts';
import { ServiceCaller } from '../core/services/service-caller.ts';
import { expectationOf } from '../core/services/expectation.ts';
import { PendingCommands } from '../core/services/pending-commands.ts';
import { ServiceRegistry } from '../core/services/service-registry.ts';
import { StateMachine } from '../core/state-machine/state-machine.ts';
import { OwnerPermissions } from '../api/operations/owner-permissions.ts';
import { Recorder } from '../recorder/recorder.ts';

import { seqReserve } from './storage.ts';
import type { Storage } from './storage.ts';

/** The kernel, with the states of the last run and the registries in memory. */
export interface Kernel extends IdsDep {
  readonly node: NodeId;
  readonly contexts: ContextFactory;
  readonly order: DeliveryOrder;
  readonly bus: EventBus;
  readonly states: StateMachine;
  readonly registries: Registries;
  readonly services: ServiceRegistry;
  readonly caller: ServiceCaller;
  readonly pending: PendingCommands;
}

export async function startKernel(deps: ClockDep & LogDep & RandomDep, storage: Storage): Promise<Kernel> {
  const { clock, log, random } = deps;
  const { node, tables } = storage;
  const ids = new UlidFactory({ clock, random });
  const contexts = new ContextFactory({ ids, node });
  const seq = await SeqCounter.open({ store: seqReserve(storage), log });
  const watch = new ListenerWatch({ log });
  const order = new DeliveryOrder({ seq, log });
  const bus = new EventBus({ clock, node, order, watch });
  const states = new StateMachine({ clock, node, order, bus, watch });
  const registries = new Registries({ clock, ids, tables, bus, states });
  const services = new ServiceRegistry({ bus }, domains.values());
  const pending = new PendingCommands({ clock, log, bus, states, table: tables.pendingCommands });
  const permissions = new OwnerPermissions({ registries });
  const caller = new ServiceCaller({
    clock,
    random,
    ids,
    bus,
    states,
    registries,
    services,
    pending,
    permissions,
  });
  const [restorable] = await Promise.all([Recorder.restorable(storage.history), registries.load()]);
  // What the registry no longer knows has no place to come back to.
  states.restore(
    restorable
      .filter(({ uid }) => {
        const row = registries.entities.get(uid);
        return row !== undefined && row.removedAt === null && row.disabledBy === null;
      })
      .map((state) => ({
        ...state,
        entityId: registries.entities.need(state.uid).entityId as typeof state.entityId,
      })),
  );
  await pending.load((row) => expectationOf(row, { registries, services, states }));
  return { ids, node, contexts, order, bus, states, registries, services, caller, pending };
}
