import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { isPlainObject } from '@lifeops/lib';
import { operations, problemSchema } from '@lifeops/lib/protocol';
import type { Operation, OperationName } from '@lifeops/lib/protocol';
import { makeWorld } from '../api-world.ts';
import type { World } from '../api-world.ts';
import { badInputs } from '../bad-inputs.ts';
import type { BadInput } from '../bad-inputs.ts';
import { KeptConnection } from '../kept-connection.ts';
import { operationExamples, preparations } from '../operation-examples.ts';
import { SocketClient } from '../socket/socket-client.ts';

const names = Object.keys(operations) as OperationName[];
const runs = 200;

/** Path and body as somebody careless or hostile would send them. */
function wireOf(
  { path, root, method }: Operation,
  { input }: BadInput,
): { readonly path: string; readonly body: string | undefined } {
  const left = isPlainObject(input) ? { ...input } : {};
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value: unknown = left[name];
    delete left[name];
    return encodeURIComponent(textOf(value).toWellFormed().slice(0, 4000)) || '%20';
  });
  const whole = `${root ? '' : '/api/v1'}${filled}`;
  if (method !== 'GET' && method !== 'DELETE')
    return { path: whole, body: JSON.stringify(isPlainObject(input) ? left : input) };
  const query = Object.entries(left).map(([name, value]) => {
    const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
    return `${encodeURIComponent(name)}=${encodeURIComponent(text.toWellFormed().slice(0, 2000))}`;
  });
  return { path: query.length > 0 ? `${whole}?${query.join('&')}` : whole, body: undefined };
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? 'x');

/** What could end the caller's own right to ask is asked of a world that is thrown away, with a token that is not the caller's. */
const skipsEffects: ReadonlySet<OperationName> = new Set(['auth.sign_out']);

async function prepared(name: OperationName): Promise<World> {
  const world = await makeWorld();
  if (name !== 'auth.create_owner') await preparations[name]?.(world);
  return world;
}

describe('bad requests', () => {
  for (const name of names) {
    const operation: Operation = operations[name];

    it(`${name} answers ${runs} of them over REST with a problem, and lives`, async () => {
      await using world = await prepared(name);
      await using connection = new KeptConnection(world.port);
      const good = operationExamples[name](world);
      const token = world.token('owner');
      await fc.assert(
        fc.asyncProperty(badInputs(operation, good), async (bad) => {
          const { path, body } = wireOf(operation, bad);
          const answer = await connection.ask(operation.method, path, { token, body });
          assert.ok(answer.status < 500, `${bad.how}: ${answer.status} ${answer.text.slice(0, 300)}`);
          if (bad.refused && !skipsEffects.has(name))
            assert.ok(answer.status >= 400, `${bad.how}: ${answer.text.slice(0, 300)}`);
          if (answer.status >= 400)
            assert.ok(problemSchema.safeParse(answer.json).success, answer.text.slice(0, 300));
        }),
        { numRuns: runs },
      );
      assert.equal((await connection.ask('GET', '/health', {})).status, 200);
      assert.deepEqual(
        world.log.lines.filter(({ level }) => level === 'error'),
        [],
      );
    });

    it(`${name} answers ${runs} of them over a socket with a problem, and lives`, async () => {
      await using world = await prepared(name);
      const good = operationExamples[name](world);
      let client = await SocketClient.connect(world.port, world.token('owner'));
      await fc.assert(
        fc.asyncProperty(badInputs(operation, good), async (bad) => {
          if (client.closed) client = await SocketClient.connect(world.port, world.token('owner'));
          const ack = (await client.emit('call', { operation: name, input: bad.input })) as {
            readonly ok: boolean;
            readonly problem?: { readonly status: number };
          };
          if (bad.refused && !skipsEffects.has(name)) assert.equal(ack.ok, false, bad.how);
          if (!ack.ok) {
            assert.ok(problemSchema.safeParse(ack.problem).success);
            assert.ok((ack.problem?.status ?? 500) < 500, `${bad.how}: ${JSON.stringify(ack.problem)}`);
          }
        }),
        { numRuns: runs },
      );
      await client.end();
      assert.deepEqual(
        world.log.lines.filter(({ level }) => level === 'error'),
        [],
      );
    });
  }
});
