import type { JsonObject } from '@lifeops/lib';
import type { WireAutomation } from '@lifeops/lib/protocol';
import type { AutomationView } from '../../automations/automations.ts';
import { givenFields } from './given-fields.ts';
import type { OperationDeps } from './operation-deps.ts';
import type { OperationsOf } from './operation-table.ts';

/** Automations of files and of the UI. */
export function automationOperations({ automations }: OperationDeps): OperationsOf<'automations'> {
  return {
    'automations.list': async () => ({ automations: automations.list().map(wireAutomation) }),
    'automations.create': async ({ document }, { context }) =>
      wireAutomation(await automations.create(document as JsonObject, context)),
    'automations.update': async ({ uid, document, enabled }, { context }) =>
      wireAutomation(
        await automations.update(
          uid,
          givenFields({ document: document as JsonObject | undefined, enabled }),
          context,
        ),
      ),
    'automations.remove': async ({ uid }, { context }) => {
      await automations.remove(uid, context);
      return { ok: true };
    },
    'automations.run': async ({ uid, check_conditions: check }, { context }) =>
      automations.run(uid, check, context),
  };
}

function wireAutomation({ row, place, lastTriggered, error }: AutomationView): WireAutomation {
  return {
    uid: row.uid,
    rule_id: row.ruleId,
    name: row.name,
    agent: row.agent,
    enabled: row.enabled,
    document: row.document as WireAutomation['document'],
    place,
    last_triggered: lastTriggered,
    error,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
}
