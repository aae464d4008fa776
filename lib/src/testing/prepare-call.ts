import type { JsonObject } from '../base/json.ts';
import { domains } from '../domains/all.ts';
import { parseServiceInput, resolveService } from '../domains/service-call.ts';
import type { Integration } from '../integration/define-integration.ts';
import type { EntityMessage } from '../integration/messages.ts';
import type { ShownState } from './host-side.ts';

/** What the hub does with a call before it sends it: checks and prepares the input, resolves derived services. */
export function prepareCall(
  integration: Integration,
  target: { readonly entity: EntityMessage; readonly state: ShownState | undefined },
  call: { readonly service: string; readonly input: JsonObject },
): { readonly service: string; readonly input: JsonObject } {
  const { entity, state } = target;
  const spec =
    integration.domains.find(({ domain }) => domain === entity.domain) ?? domains.get(entity.domain);
  if (!spec) return call;
  const facts = {
    capabilities: entity.capability.attributes,
    features: entity.capability.features,
    attributes: state?.attributes ?? {},
    value: state?.value ?? null,
  };
  const ref = { spec, service: call.service };
  const prepared = resolveService(ref, parseServiceInput(ref, call.input, facts), facts);
  return prepared as { readonly service: string; readonly input: JsonObject };
}
