import { optionsOf, parseValue } from '@lifeops/lib';
import type { ClockDep, LogDep } from '@lifeops/lib';
import { Automations } from '../automations/automations.ts';
import type { AutomationInFile } from '../automations/automations.ts';
import type { Home } from '../automations/compile.ts';
import type { LoadedConfig } from '../config/loaded-config.ts';
import { invalidConfig, issueAt } from '../config/config-issue.ts';
import { placeOf } from '../config/origins.ts';
import type { AppTables } from '../core/store/tables.ts';
import type { Kernel } from './kernel.ts';
import type { RecordedCaller } from './recorded-caller.ts';

/** The automations over this home's entities and services. */
export function makeAutomations(
  deps: ClockDep & LogDep & { readonly caller: RecordedCaller },
  kernel: Kernel,
  tables: Pick<AppTables, 'automations'>,
): Automations {
  const { registries, services } = kernel;
  const { caller } = deps;
  const home: Home = {
    uidOf: (id) => {
      const record = registries.entities.resolve(id);
      return record && record.removedAt === null ? record.uid : undefined;
    },
    *entityIds() {
      for (const record of registries.entities.all()) yield record.entityId;
    },
    parseWord: (uid, word) => {
      const record = registries.entities.get(uid);
      const spec = record && services.domain(record.domain);
      if (!spec) return word;
      const { deviceClass, attributes } = record.capability;
      const options = optionsOf(spec, attributes, deviceClass);
      return parseValue(spec, word, {
        ...(deviceClass === null ? {} : { deviceClass }),
        ...(options === undefined ? {} : { options }),
      });
    },
    hasService: (domain, service) => services.names().includes(`${domain}.${service}`),
    serviceNames: () => services.names(),
  };
  return new Automations({
    ...deps,
    ...kernel,
    table: tables.automations,
    home,
    callService: (call, context, signal) => caller.call({ ...call, context, signal }),
    setReferences: ({ key, name }, uids) => {
      if (uids.length === 0) registries.references.remove(`automation:${key}`);
      else registries.references.set(`automation:${key}`, { kind: 'automation', name, uids });
    },
  });
}

/** Automations written in files. Throws `InvalidInput` (invalid-config) for a TypeScript module: only documents run so far. */
export const automationsInFiles = ({ config }: LoadedConfig): AutomationInFile[] =>
  config.automations.map((automation) => {
    if (automation.kind === 'document')
      return { document: automation.document, place: placeOf(automation.origin) };
    throw invalidConfig([
      issueAt({
        origin: automation.origin,
        path: ['automations', automation.index],
        message: 'automations in TypeScript cannot be run by this version',
        expected: 'a document in YAML',
        got: automation.module,
      }),
    ]);
  });
