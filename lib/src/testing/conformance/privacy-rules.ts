import assert from 'node:assert/strict';
import { isPlainObject } from '../../base/json.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import type { TestHub } from '../test-hub.ts';
import { inWorld } from './scenario.ts';
import type { ConformanceRule } from './scenario.ts';

/** Messages in which a secret may travel: to where it is sealed, and from the person who gave it. */
const sealed = new Set(['start', 'check', 'flow', 'answer', 'flow_ended', 'got']);

/** What is marked secret is told to nobody. */
export const privacyRules = {
  secrets: {
    title: 'keeps secrets out of diagnostics, logs and messages, sound or failing',
    applies: () => true,
    async run(subject) {
      await inWorld(subject, async (hub, world) => {
        const { secrets: pointers } = await hub.describe();
        const secrets = pointers.flatMap((pointer) => valuesAt(world.config, pointer.split('/').slice(1)));
        const diagnostics = JSON.stringify(await hub.diagnostics());
        for (const secret of secrets)
          assert.ok(!diagnostics.includes(secret), 'a secret is in the diagnostics');
        await hub.advance(subject.scenario.noticeMs);
        world.fail?.();
        await hub.advance(subject.scenario.noticeMs);
        world.heal?.();
        world.denyAuth?.();
        await hub.advance(subject.scenario.noticeMs);
        await hub.stop();
        scan(hub, secrets);
      });
    },
  },
} satisfies Record<string, ConformanceRule>;

function scan(hub: TestHub, secrets: readonly string[]): void {
  for (const message of hub.messages) {
    if (sealed.has(message.type)) continue;
    if (message.type === 'ask' && message.port.startsWith('secrets.')) continue;
    const text = JSON.stringify(message);
    for (const secret of secrets)
      assert.ok(!text.includes(secret), `a secret is in a message of type ${message.type}`);
  }
}

/** Secrets long enough to be told from ordinary words. */
function valuesAt(value: Json | undefined, path: readonly string[]): string[] {
  const [key, ...rest] = path;
  if (key === undefined) return typeof value === 'string' && value.length >= 4 ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((item: Json) => valuesAt(item, rest));
  if (!isPlainObject(value)) return [];
  const object = value as JsonObject;
  return key === '*'
    ? Object.values(object).flatMap((item) => valuesAt(item, rest))
    : valuesAt(object[key], rest);
}
