import assert from 'node:assert/strict';
import { hours } from '../../base/duration.ts';
import { LeakCheck } from '../leak-check.ts';
import { inWorld } from './scenario.ts';
import type { ConformanceRule, Subject } from './scenario.ts';

const defaultRequestsPerHour = 600;
/** Unloading may take this long before a host would end the worker. */
const unloadLimitMs = 10_000;

/** It starts, starts again, ends, and does not do too much in between. */
export const lifecycleRules = {
  ready: {
    title: 'reaches ready',
    applies: () => true,
    async run(subject) {
      await inWorld(subject, async ({ outcome, logs }) => {
        assert.equal(outcome.outcome, 'ready', outcome.outcome === 'ready' ? '' : outcome.error.message);
        const bad = logs.find(({ level }) => level === 'error');
        assert.equal(bad, undefined, `an error is logged: ${JSON.stringify(bad)}`);
      });
    },
  },
  stableIds: {
    title: 'gives the same unique ids after a restart',
    applies: () => true,
    async run(subject) {
      await inWorld(subject, async (hub) => {
        const ids = () => hub.entities.map(({ domain, unique_id }) => `${domain} ${unique_id}`).sort();
        const devices = () => hub.devices.map(({ key }) => key).sort();
        const before = [ids(), devices()];
        await hub.advance(1000);
        await hub.restart();
        assert.deepEqual([ids(), devices()], before, 'unique ids differ after a restart');
      });
    },
  },
  unload: {
    title: 'leaves nothing behind when it is unloaded',
    applies: () => true,
    async run(subject) {
      const world = await subject.scenario.world();
      await world[Symbol.asyncDispose]?.();
      using leaks = new LeakCheck();
      await inWorld(subject, async (hub) => {
        await hub.advance(1000);
        const before = hub.clock.now();
        await hub.stop();
        const took = hub.clock.now() - before;
        assert.ok(took <= unloadLimitMs, `unloading took ${took} ms`);
        const [timer] = hub.clock.pending;
        assert.equal(timer, undefined, `a timer is left: ${timer?.stack}`);
      });
      const [open] = await leaks.open();
      assert.equal(
        open,
        undefined,
        `a ${open?.what} is left open, made at ${open?.stack.slice(0, 4).join(' ')}`,
      );
    },
  },
  silence: {
    title: 'does nothing after it was stopped',
    applies: () => true,
    async run(subject) {
      await inWorld(subject, async (hub) => {
        await hub.advance(1000);
        await hub.stop();
        const [requests, messages] = [hub.http.requests.length, hub.messages.length];
        await hub.advance(2 * subject.scenario.noticeMs);
        assert.equal(
          hub.http.requests.length,
          requests,
          `${hub.http.requests.at(-1)?.url} is asked after the stop`,
        );
        assert.equal(
          hub.messages.length,
          messages,
          `a message is sent after the stop: ${JSON.stringify(hub.messages.at(-1))}`,
        );
      });
    },
  },
  traffic: {
    title: 'keeps within its requests for an hour, sound or failing',
    applies: () => true,
    async run(subject) {
      const most = subject.scenario.requestsPerHour ?? defaultRequestsPerHour;
      await inWorld(subject, async (hub, world) => {
        await hub.advance(hours(1));
        const sound = hub.http.requests.length;
        assert.ok(sound <= most, `${sound} requests in an hour, at most ${most}`);
        world.fail?.();
        await hub.advance(hours(1));
        const failing = hub.http.requests.length - sound;
        assert.ok(failing <= most, `${failing} requests in an hour of failures, at most ${most}`);
      });
    },
  },
  pipes: {
    title: 'gives the same over a direct and a cloned pipe',
    applies: () => true,
    async run(subject) {
      const direct = await seenOver(subject, 'direct');
      const cloned = await seenOver(subject, 'cloned');
      assert.deepEqual(cloned, JSON.parse(JSON.stringify(direct)), 'what crosses the border is not all JSON');
    },
  },
} satisfies Record<string, ConformanceRule>;

async function seenOver(subject: Subject, pipe: 'direct' | 'cloned'): Promise<unknown> {
  let seen: unknown;
  await inWorld(
    subject,
    async (hub) => {
      await hub.advance(subject.scenario.noticeMs);
      seen = hub.messages.filter(({ type }) =>
        ['add', 'remove', 'patch', 'feed', 'event', 'setup'].includes(type),
      );
    },
    (options) => ({ ...options, pipe }),
  );
  return seen;
}
