import { calendar, light, lock, toggle } from '@lifeops/lib';
import type { CallResult, EntityRecord, Json, StateStatus, StateValue } from '@lifeops/lib';
import type { EntityDeclaration } from '../../../../hub/src/core/registries/entity-declaration.ts';
import type { PendingCommandRow } from '../../../../hub/src/core/store/tables.ts';
import { PendingCommands } from '../../../../hub/src/core/services/pending-commands.ts';
import { ServiceCaller } from '../../../../hub/src/core/services/service-caller.ts';
import { ServiceRegistry } from '../../../../hub/src/core/services/service-registry.ts';
import type { EntityCommand } from '../../../../hub/src/core/services/service-registry.ts';
import { context, MemoryTable, report } from '../kernel.ts';
import { makeRegistries, saysEntity } from '../registries/registry-fixture.ts';

export function makeServices(options: { readonly pendingTable?: MemoryTable<PendingCommandRow> } = {}) {
  const hub = makeRegistries();
  const { bus, registries } = hub;
  const services = new ServiceRegistry({ bus }, [light.spec, toggle.spec, lock.spec, calendar.spec]);
  const pendingTable = options.pendingTable ?? new MemoryTable<PendingCommandRow>((row) => row.uid);
  const pending = new PendingCommands({ ...hub, table: pendingTable });
  const forbidden = new Set<string>();
  const permissions = {
    mayCall: (_context: unknown, service: string) => !forbidden.has(service),
    mayControl: (_context: unknown, uid: string) => !forbidden.has(uid),
  };
  const caller = new ServiceCaller({ ...hub, services, pending, permissions });
  const sent: EntityCommand[] = [];

  /** An entity with a state and a handler that notes its commands and does as told. */
  const add = async (
    name: string,
    more: Partial<EntityDeclaration> & {
      readonly features?: readonly string[];
      readonly value?: StateValue;
      readonly status?: StateStatus;
      readonly does?: (command: EntityCommand) => Promise<Json | void>;
    } = {},
  ) => {
    const { features = [], value = false, status = 'ok', does = async () => {}, ...declaration } = more;
    const said = saysEntity(name, { domain: 'light', ...declaration });
    const [row] = await registries.entities.declare(
      [{ ...said, capability: { ...said.capability, features: [...features] } }],
      context,
    );
    const record = row as EntityRecord;
    const writer = hub.states.claim(record, 'entry');
    writer.report(report(value, { status }), context);
    const handler = services.handle(record.uid, {
      call: (command) => {
        sent.push(command);
        return does(command);
      },
    });
    return { record, uid: record.uid, id: record.entityId, writer, handler };
  };
  const turnOn = (entityIds: string | string[], more: Partial<Parameters<typeof caller.call>[0]> = {}) =>
    caller.call({ domain: 'light', service: 'turn_on', target: { entity_id: entityIds }, context, ...more });
  return { ...hub, services, pending, pendingTable, caller, forbidden, sent, add, turnOn };
}

export const outcomes = (result: CallResult) =>
  result.results.map(({ entity_id, status, code }) => [entity_id, status, code]);
