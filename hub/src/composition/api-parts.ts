import type { Json } from '@lifeops/lib';
import type {
  ConfigAdmin,
  EntryAdmin,
  FlowAdmin,
  FlowPerson,
  FlowView,
  IntegrationCatalog,
} from '../api/operations/ports.ts';
import type { ConfigHolder } from '../config/config-holder.ts';
import { configJsonSchema } from '../config/json-schema.ts';
import type { IntegrationParts } from './integration-parts.ts';

/** Integrations as clients see them; one whose code cannot be loaded says why. */
export const catalogView = ({
  catalog,
  texts,
}: Pick<IntegrationParts, 'catalog' | 'texts'>): IntegrationCatalog => ({
  list: () =>
    Promise.all(
      catalog.all().map(async ({ id, manifest, problem }) => {
        const about = {
          id,
          name: manifest.name,
          description: texts.text(id, 'en', ['description']) ?? '',
          kind: manifest.kind,
          reach: manifest.reach,
          quality: manifest.quality,
          needs: [...manifest.needs],
          single: manifest.single,
          simulator: manifest.simulator,
        };
        if (problem !== null) return { ...about, flows: [], config: {}, options: null, error: problem };
        return catalog.describe(id).then(
          ({ flows, config, options }) => ({
            ...about,
            flows: [...flows],
            config: config as never,
            options: options as never,
            error: null,
          }),
          (cause: unknown) => ({
            ...about,
            flows: [],
            config: {},
            options: null,
            error: cause instanceof Error ? cause.message : String(cause),
          }),
        );
      }),
    ),
});

export const entryAdmin = ({ admin }: Pick<IntegrationParts, 'admin'>): EntryAdmin => admin;

export function flowAdmin({ flows }: Pick<IntegrationParts, 'flows'>): FlowAdmin {
  const person = ({ principal, context }: FlowPerson) => ({
    tokenUid: principal.tokenUid,
    userUid: principal.userUid,
    context,
  });
  return {
    start: (flow, by) => flows.start(flow, person(by)) as Promise<FlowView>,
    answer: (flowId: string, value: Json, by) => flows.answer(flowId, value, person(by)) as Promise<FlowView>,
    abandon: (flowId, by) => flows.abandon(flowId, person(by)),
  };
}

export const configAdmin = (holder: ConfigHolder): ConfigAdmin => ({
  async reload() {
    const changed: string[] = [];
    using _listening = holder.changed(({ next, previous }) =>
      changed.push(...changedSections(next.config, previous.config)),
    );
    await holder.reload();
    return changed;
  },
  schema: () => configJsonSchema() as never,
});

function changedSections(next: object, previous: object): string[] {
  const before = previous as Readonly<Record<string, unknown>>;
  return Object.entries(next).flatMap(([section, value]) =>
    JSON.stringify(value) === JSON.stringify(before[section]) ? [] : [`/${section}`],
  );
}
