import { strict as assert } from 'node:assert';
import { operations, roles, rolePermissions } from '@lifeops/lib/protocol';
import type { Operation, OperationName } from '@lifeops/lib/protocol';
import { openOperations } from '../../../../hub/src/api/operations/operation-table.ts';
import { requestOf } from '../../../../lib/src/client/http.ts';
import { makeWorld } from '../api-world.ts';
import type { World } from '../api-world.ts';
import { ask } from '../http-client.ts';
import { operationExamples, preparations } from '../operation-examples.ts';

const names = Object.keys(operations) as OperationName[];

/** One operation as the typed client sends it. */
async function send(
  world: World,
  name: OperationName,
  token: string | undefined,
  input = exampleOf(world, name),
) {
  const { url, init } = requestOf(world.url, operations[name], input, token);
  const { pathname, search } = new URL(url);
  const body = typeof init.body === 'string' ? init.body : undefined;
  return ask(world.url, pathname + search, { method: init.method ?? 'GET', token, body });
}
const exampleOf = (world: World, name: OperationName): object => operationExamples[name](world);

describe('operations over HTTP', () => {
  for (const name of names) {
    it(`${name} answers an owner as declared`, async () => {
      await using world = await makeWorld(name === 'auth.create_owner' ? { empty: true } : {});
      await preparations[name]?.(world);
      const token = name === 'auth.create_owner' ? undefined : world.token('owner');
      const answer = await send(world, name, token);
      const declared: Operation = operations[name];
      assert.equal(answer.status, declared.status ?? 200, answer.text);
      assert.match(answer.headers['content-type'] ?? '', /^application\/json/);
      assert.ok(declared.output.safeParse(answer.json).success);
    });
  }

  it('lists as open exactly those that need no permission', () => {
    const open = names.filter((name) => operations[name].permission === null);
    assert.deepEqual(open.toSorted(), [...openOperations].toSorted());
  });

  it('lets each role do exactly what its permissions say, over REST', async () => {
    await using world = await makeWorld();
    for (const name of names) {
      const { permission } = operations[name] as Operation;
      for (const role of [...roles, undefined]) {
        // A field that no operation knows: who is let in is told so, and nothing is done.
        const answer = await send(world, name, role && world.token(role), {
          ...exampleOf(world, name === 'entities.remove' ? 'entities.get' : name),
          nothing_has_this_field: 1,
        });
        const admitted = permission === null || (role !== undefined && rolePermissions[role].has(permission));
        const refusal = role === undefined ? 401 : 403;
        assert.equal(answer.status, admitted ? 400 : refusal, `${name} as ${role}: ${answer.text}`);
      }
    }
  });

  it('names an unknown field with the nearest known one', async () => {
    await using world = await makeWorld();
    const answer = await ask(world.url, '/api/v1/site', {
      method: 'PATCH',
      token: world.token('owner'),
      body: '{"latitud":1}',
    });
    assert.equal(answer.status, 400);
    const { issues } = answer.json as { issues: { path: string; message: string }[] };
    assert.deepEqual(issues, [{ path: '/latitud', message: 'is an unknown field; did you mean latitude?' }]);
  });

  it('takes times as ISO 8601 and as epoch milliseconds', async () => {
    await using world = await makeWorld();
    const path = `/api/v1/history?entity_id=${world.home.power.entityId}&start=2026-01-01T00:00:00Z&end=1767312000000`;
    const answer = await ask(world.url, path, { token: world.token('owner') });
    assert.equal(answer.status, 200, answer.text);
    const { start, end } = answer.json as { start: number; end: number };
    assert.deepEqual([start, end], [1767225600000, 1767312000000]);
  });

  it('refuses spans that are none, or beyond all calendars', async () => {
    await using world = await makeWorld();
    for (const span of [
      'start=2000&end=1000',
      'end=9007199254740992',
      'start=9999999999999999&end=1',
      'end=1&start=1',
    ]) {
      const answer = await ask(world.url, `/api/v1/calendar/events?${span}`, { token: world.token('owner') });
      assert.equal(answer.status, 400, `${span}: ${answer.text}`);
    }
  });
});
