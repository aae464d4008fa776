import assert from 'node:assert/strict';
import { LifeOpsError } from '../../base/errors.ts';
import { domains } from '../../domains/all.ts';
import { attributesSchema, serviceInputSchema, valueSchema } from '../../domains/schemas.ts';
import type { DomainSpec } from '../../domains/spec.ts';
import { optionsOf } from '../../domains/value-text.ts';
import type { EntityMessage } from '../../integration/messages.ts';
import { implementedServices } from '../../integration/runtime/implemented-services.ts';
import type { TestHub } from '../test-hub.ts';
import { sampleInput } from './sample-input.ts';
import { inWorld } from './scenario.ts';
import type { ConformanceRule, Subject } from './scenario.ts';

/** States are what their domains allow, go away with the other side, and commands can be given. */
export const stateRules = {
  valid: {
    title: 'shows only states that their domains allow',
    applies: () => true,
    async run(subject) {
      await inWorld(subject, async (hub) => {
        await hub.advance(subject.scenario.noticeMs);
        const misfit = hub.logs.find(({ message }) =>
          message.startsWith('A reading does not fit its domain'),
        );
        assert.equal(misfit, undefined, `a reading does not fit: ${JSON.stringify(misfit?.fields)}`);
        for (const entity of hub.entities) checkState(subject, hub, entity);
      });
    },
  },
  availability: {
    title: 'shows entities unavailable when the other side is gone, and again when it is back',
    applies: (_, world) => world.fail !== undefined && world.heal !== undefined,
    async run(subject) {
      const { noticeMs, unaffected = [] } = subject.scenario;
      await inWorld(subject, async (hub, world) => {
        await hub.advance(1000);
        const sound = hub.statuses();
        assert.ok(Object.keys(sound).length > 0, 'it has no entities');
        world.fail?.();
        await hub.advance(noticeMs);
        for (const [entity, status] of Object.entries(hub.statuses())) {
          if (!unaffected.includes(entity))
            assert.equal(status, 'unavailable', `${entity} is ${status} though the other side is gone`);
        }
        const noise = hub.logs
          .filter(({ level }) => level === 'warn' || level === 'error')
          .map(({ message }) => message);
        for (const message of new Set(noise)) {
          assert.ok(
            noise.filter((other) => other === message).length <= 3,
            `"${message}" is logged again and again`,
          );
        }
        world.heal?.();
        await hub.advance(noticeMs);
        assert.deepEqual(hub.statuses(), sound, 'states do not come back');
      });
    },
  },
  signIn: {
    title: 'asks to sign in again when the credentials are refused, and stops asking the other side',
    applies: (_, world) => world.denyAuth !== undefined,
    async run(subject) {
      await inWorld(subject, async (hub, world) => {
        await hub.advance(1000);
        world.denyAuth?.();
        await hub.advance(subject.scenario.noticeMs);
        assert.ok(hub.reauths.length > 0, 'refused credentials do not lead to a new sign-in');
        assert.equal(hub.reauths.length, 1, 'the person is asked to sign in more than once');
        const before = hub.http.requests.length;
        await hub.advance(subject.scenario.noticeMs);
        assert.equal(hub.http.requests.length, before, 'it goes on asking with refused credentials');
        await hub.restart();
        assert.equal(
          hub.outcome.outcome,
          'reauth',
          'set-up with refused credentials does not ask to sign in',
        );
      });
    },
  },
  commands: {
    title: 'takes every command it declares, and refuses inputs that it does not know',
    applies: () => true,
    async run(subject) {
      await inWorld(subject, async (hub) => {
        await hub.advance(1000);
        for (const entity of hub.entities) await tryCommands(subject, hub, entity);
      });
    },
  },
} satisfies Record<string, ConformanceRule>;

const specOf = ({ integration }: Subject, entity: EntityMessage): DomainSpec | undefined =>
  integration.domains.find(({ domain }) => domain === entity.domain) ?? domains.get(entity.domain);

function checkState(subject: Subject, hub: TestHub, entity: EntityMessage): void {
  const spec = specOf(subject, entity);
  assert.ok(spec, `${entity.unique_id} is of the domain ${entity.domain}, which is not declared`);
  const state = hub.state(entity.unique_id);
  if (state === undefined || state.status === 'unavailable') return;
  const { features, deviceClass, attributes } = entity.capability;
  const options = optionsOf(spec, attributes, deviceClass);
  if (state.value !== null) {
    const value = valueSchema(spec, deviceClass, options).safeParse(state.value);
    assert.ok(
      value.success,
      `${entity.unique_id}: ${JSON.stringify(state.value)} is no value of ${entity.domain}`,
    );
  }
  if (state.status === 'unknown') return;
  const checked = attributesSchema(spec, features).safeParse(state.attributes);
  assert.ok(
    checked.success,
    `${entity.unique_id}: attributes do not fit ${entity.domain}: ${checked.error?.message}`,
  );
  const unit = entity.capability.unit;
  const units = deviceClass === null ? undefined : spec.deviceClasses?.[deviceClass]?.units;
  if (unit !== null && units && units.length > 0)
    assert.ok(units.includes(unit), `${entity.unique_id}: ${unit} is no unit of ${deviceClass}`);
}

async function tryCommands(subject: Subject, hub: TestHub, entity: EntityMessage): Promise<void> {
  const spec = specOf(subject, entity);
  if (!spec) return;
  const { features, attributes } = entity.capability;
  for (const service of implementedServices(spec, features)) {
    const name = `${spec.domain}.${service} of ${entity.unique_id}`;
    await assert.rejects(
      hub.call(entity.unique_id, service, { surely_not_known: 1 }),
      isKind('InvalidInput'),
      `${name} takes a field that it does not know`,
    );
    const input = sampleInput(serviceInputSchema(spec, service, features), attributes);
    try {
      await hub.call(entity.unique_id, service, input);
    } catch (cause) {
      const error = cause as LifeOpsError;
      const known =
        error instanceof LifeOpsError && !['bug', 'command-failed', 'service-not-found'].includes(error.code);
      assert.ok(known, `${name} does not take ${JSON.stringify(input)}: ${error.message}`);
    }
  }
}

const isKind = (kind: string) => (cause: unknown) => cause instanceof LifeOpsError && cause.kind === kind;
