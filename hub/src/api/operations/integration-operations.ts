import { Forbidden, NotFound } from '@lifeops/lib';
import type { JsonObject } from '@lifeops/lib';
import type { OperationOutput, Operations } from '@lifeops/lib/protocol';
import { givenFields } from './given-fields.ts';
import type { OperationDeps } from './operation-deps.ts';
import type { OperationsOf } from './operation-table.ts';
import type { FlowView } from './ports.ts';
import { VisibleHome } from './visible-home.ts';
import { wireEntry } from './wire-forms.ts';

/** Integrations, what is set up of them, and setting up step by step. */
export function integrationOperations(
  deps: OperationDeps,
): OperationsOf<'integrations'> & OperationsOf<'entries'> & OperationsOf<'flows'> {
  const { entries, flows, integrations, texts, registries } = deps;
  const wireFlow = ({ flowId, integration, step }: FlowView): OperationOutput<Operations['flows.start']> => {
    if (step.kind !== 'done') return { flow_id: flowId, integration, step };
    const view = entries.get(step.entryUid);
    if (!view) throw new NotFound('The entry that was set up has been removed meanwhile.');
    return { flow_id: flowId, integration, step: { kind: 'done', entry: wireEntry(view, registries) } };
  };
  return {
    'integrations.list': async ({ language }) => ({
      integrations: (await integrations.list()).map((view) => ({
        ...view,
        texts: texts.of(view.id, language) as never,
      })),
    }),
    'entries.list': async (_input, { principal }) => ({
      entries: new VisibleHome(deps, principal).entries().map((view) => wireEntry(view, registries)),
    }),
    'entries.create': async ({ mine, title, replaces, config, options, ...rest }, { principal, context }) => {
      if (mine && principal.userUid === null)
        throw new Forbidden('This token belongs to no person, so nothing can be its own.');
      if (replaces !== undefined) new VisibleHome(deps, principal).entry(replaces);
      const entry = {
        ...rest,
        ...givenFields({ title, replaces }),
        config: config as JsonObject,
        options: options as JsonObject,
        owner: mine ? principal.userUid : null,
      };
      return wireEntry(await entries.create(entry, context), registries);
    },
    'entries.update': async ({ uid, config, options, ...rest }, { principal, context }) => {
      new VisibleHome(deps, principal).entry(uid);
      const changes = givenFields({
        ...rest,
        config: config as JsonObject | undefined,
        options: options as JsonObject | undefined,
      });
      return wireEntry(await entries.update(uid, changes, context), registries);
    },
    'entries.remove': async ({ uid, with_history: withHistory }, { principal, context }) => {
      new VisibleHome(deps, principal).entry(uid);
      await entries.remove(uid, { withHistory }, context);
      return { ok: true };
    },
    'entries.reload': async ({ uid }, { principal, context }) => {
      new VisibleHome(deps, principal).entry(uid);
      return wireEntry(await entries.reload(uid, context), registries);
    },
    'entries.diagnostics': async ({ uid }, { principal }) => {
      new VisibleHome(deps, principal).entry(uid);
      return (await entries.diagnostics(uid)) as never;
    },
    'flows.start': async ({ integration, name, entry }, by) => {
      if (entry !== undefined) new VisibleHome(deps, by.principal).entry(entry);
      return wireFlow(await flows.start({ integration, name, ...givenFields({ entry }) }, by));
    },
    'flows.answer': async ({ flow_id: flowId, value }, by) => wireFlow(await flows.answer(flowId, value, by)),
    'flows.abandon': async ({ flow_id: flowId }, by) => {
      await flows.abandon(flowId, by);
      return { ok: true };
    },
  };
}
