import assert from 'node:assert/strict';
import { Notifications } from '../../../hub/src/notifications/notifications.ts';
import { memoryTables } from '../../../hub/src/storage/memory/memory-tables.ts';
import { context, makeKernel } from '../core/kernel.ts';

async function make(table = memoryTables().notifications) {
  const kernel = makeKernel();
  const notifications = new Notifications({ ...kernel, table });
  await notifications.load();
  const told: string[] = [];
  kernel.bus.on('notification_updated', ({ data }) => void told.push(data.action), { owner: 'test' });
  return { ...kernel, table, notifications, told };
}
const notice = { agent: 'hub', title: 'Oura', body: 'Sign in again.', key: 'reauth:1' };

describe('notifications', () => {
  it('are stored, newest first, and outlive a restart', async () => {
    const { notifications, table, clock } = await make();
    await notifications.create({ ...notice, key: 'a' }, context);
    await clock.advance(1000);
    await notifications.create({ ...notice, key: 'b' }, context);
    const again = await make(table);
    assert.deepEqual(
      again.notifications.list().map(({ key }) => key),
      ['b', 'a'],
    );
  });

  it('of one agent and key are one, and come back when they were dismissed and are told again', async () => {
    const { notifications, told, clock } = await make();
    const first = await notifications.create(notice, context);
    await notifications.dismiss(first.uid, context);
    assert.deepEqual(notifications.list('delivered'), []);
    await clock.advance(60_000);
    const second = await notifications.create({ ...notice, body: 'Still.' }, context);
    assert.equal(second.uid, first.uid);
    assert.deepEqual(
      notifications.list('delivered').map(({ body }) => body),
      ['Still.'],
    );
    await notifications.create({ ...notice, agent: 'other' }, context);
    assert.equal(notifications.list().length, 2);
    assert.deepEqual(told, ['create', 'update', 'update', 'create']);
  });

  it('of one key that are told twice at once are one', async () => {
    const { notifications } = await make();
    await Promise.all([notifications.create(notice, context), notifications.create(notice, context)]);
    assert.equal(notifications.list().length, 1);
  });

  it('go when what they told of is mended, also when that is at once', async () => {
    const { notifications, table } = await make();
    const creating = notifications.create(notice, context);
    await notifications.resolve('hub', 'reauth:1', context);
    await creating;
    assert.deepEqual([notifications.list(), await table.all()], [[], []]);
    await notifications.resolve('hub', 'reauth:1', context);
  });

  it('are dismissed once, and one that there is not is not found', async () => {
    const { notifications, told } = await make();
    const { uid } = await notifications.create({ agent: 'hub', title: 'x', body: 'y' }, context);
    await notifications.dismiss(uid, context);
    await notifications.dismiss(uid, context);
    assert.deepEqual(told, ['create', 'update']);
    await assert.rejects(notifications.dismiss('nothing', context), { kind: 'NotFound' });
  });
});
