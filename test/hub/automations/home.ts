import { asUid, domains, InvalidInput, NotFound, parseValue } from '@lifeops/lib';
import type { CallResult, ContextRef, JsonObject, StateReport } from '@lifeops/lib';
import { Automations } from '../../../hub/src/automations/automations.ts';
import type { AutomationInFile } from '../../../hub/src/automations/automations.ts';
import type { Home } from '../../../hub/src/automations/compile.ts';
import { ContextFactory } from '../../../hub/src/core/context.ts';
import type { AutomationRow } from '../../../hub/src/core/store/tables.ts';
import { makeKernel, MemoryTable } from '../core/kernel.ts';

export interface Called {
  readonly service: string;
  readonly target: unknown;
  readonly data: JsonObject;
  readonly context: ContextRef;
}

/** A home of a few entities whose states tests write, with every service call recorded. */
export function makeHome() {
  const kernel = makeKernel();
  const entityIds = ['light.hall', 'light.kitchen', 'binary_sensor.motion', 'sensor.lux', 'person.anna'];
  const uids = new Map(entityIds.map((id) => [id, `uid-${id}`]));
  const writers = new Map(
    entityIds.map((id) => [id, kernel.states.claim({ uid: `uid-${id}`, entityId: id }, 'test')]),
  );
  const contexts = new ContextFactory(kernel);
  const table = new MemoryTable<AutomationRow>((row) => row.uid);
  const calls: Called[] = [];
  const references = new Map<string, readonly string[]>();
  let answer: (called: Called, signal: AbortSignal) => Promise<CallResult> | CallResult = () =>
    result('done');
  const home: Home = {
    uidOf: (id) => uids.get(id),
    entityIds: () => uids.keys(),
    parseWord: (uid, word) => {
      const domain = uid.slice('uid-'.length).split('.')[0] as string;
      const spec = domains.get(domain);
      if (!spec) throw new NotFound(domain);
      return parseValue(spec, word);
    },
    hasService: (domain, service) => domains.get(domain)?.services[service] !== undefined,
    serviceNames: () => ['light.turn_on', 'light.turn_off', 'light.toggle'],
  };
  const automations = new Automations({
    ...kernel,
    contexts,
    table,
    home,
    setReferences: ({ key }, used) => references.set(key, used),
    callService: async ({ domain, service, target, data }, context, signal) => {
      const called = { service: `${domain}.${service}`, target, data, context };
      calls.push(called);
      return answer(called, signal);
    },
  });
  const user = contexts.make('user', 'anna');
  return {
    ...kernel,
    automations,
    table,
    calls,
    references,
    uids,
    user,
    /** What the next calls answer. */
    answerWith: (next: typeof answer) => void (answer = next),
    set(
      id: string,
      value: StateReport['value'],
      more: Partial<StateReport> & { readonly context?: ContextRef } = {},
    ) {
      const { context = contexts.make('integration', 'entry'), ...report } = more;
      writers.get(id)?.report({ value, status: 'ok', attributes: {}, ...report }, context);
    },
    async begin(files: readonly (JsonObject | AutomationInFile)[] = []) {
      await automations.load(
        files.map((file) =>
          'document' in file ? (file as AutomationInFile) : { document: file, place: 'automations.yaml:1:1' },
        ),
      );
      automations.start();
    },
    /** Lets what was started by a change come to its end. */
    settle: () => kernel.clock.advance(0),
    [Symbol.asyncDispose]: () => automations[Symbol.asyncDispose](),
  };
}

export const result = (status: 'done' | 'failed'): CallResult => ({
  command_id: 'c',
  context: 'x',
  results: [
    {
      uid: asUid('uid-light.hall'),
      entity_id: 'light.hall',
      status,
      reason: status === 'failed' ? 'the lamp is broken' : null,
      code: null,
    },
  ],
});

/** Motion turns the hall light on; what is given replaces its parts. */
export const motionLight = (parts: JsonObject = {}): JsonObject => ({
  name: 'Motion light',
  triggers: [{ trigger: 'state', entity_id: 'binary_sensor.motion', to: 'on' }],
  actions: [{ action: 'light.turn_on', target: { entity_id: 'light.hall' }, data: { brightness_pct: 40 } }],
  ...parts,
});

export function issuesOf(run: () => unknown): readonly { readonly path: string; readonly message: string }[] {
  try {
    run();
  } catch (cause) {
    if (cause instanceof InvalidInput) return cause.issues;
    throw cause;
  }
  return [];
}
