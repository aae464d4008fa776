import assert from 'node:assert/strict';
import { Conflict, InvalidInput, NotFound } from '@lifeops/lib';
import type { JsonObject } from '@lifeops/lib';
import { makeHome, motionLight } from './home.ts';

const fire = async (home: ReturnType<typeof makeHome>) => {
  home.set('binary_sensor.motion', false);
  home.set('binary_sensor.motion', true);
  await home.settle();
};

describe('Automations', () => {
  it('keeps one made by a person as a row and runs it at once', async () => {
    await using home = makeHome();
    await home.begin();
    const { row } = await home.automations.create(motionLight(), home.user);
    assert.equal(row.ruleId, 'motion_light');
    assert.equal(home.table.rows.size, 1);
    assert.deepEqual(home.references.get(row.uid), ['uid-binary_sensor.motion', 'uid-light.hall']);
    await fire(home);
    assert.equal(home.calls.length, 1);
    assert.equal(home.automations.get('motion_light').lastTriggered, home.clock.now());
  });

  it('switches one off and on again', async () => {
    await using home = makeHome();
    await home.begin();
    const { row } = await home.automations.create(motionLight(), home.user);
    await home.automations.update(row.uid, { enabled: false }, home.user);
    await fire(home);
    assert.equal(home.calls.length, 0);
    await home.automations.update(row.uid, { enabled: true }, home.user);
    await fire(home);
    assert.equal(home.calls.length, 1);
  });

  it('refuses to change what a file keeps, and says where it stands', async () => {
    await using home = makeHome();
    await home.begin([{ document: motionLight(), place: 'automations.yaml:7:3' }]);
    await assert.rejects(
      home.automations.update('motion_light', { enabled: false }, home.user),
      (error) => error instanceof Conflict && error.message.includes('automations.yaml:7:3'),
    );
    await assert.rejects(home.automations.remove('motion_light', home.user), Conflict);
  });

  it('refuses a second rule_id and an unknown automation', async () => {
    await using home = makeHome();
    await home.begin();
    await home.automations.create(motionLight(), home.user);
    await assert.rejects(home.automations.create(motionLight(), home.user), Conflict);
    await assert.rejects(home.automations.remove('nothing', home.user), NotFound);
  });

  it('shows a broken one of a file with its place, and runs the others', async () => {
    await using home = makeHome();
    const broken = motionLight({
      name: 'Broken',
      triggers: [{ trigger: 'state', entity_id: 'binary_sensor.moton', to: 'on' }],
    });
    await home.begin([{ document: broken, place: 'automations.yaml:20:3' }, motionLight()]);
    const [first] = home.automations.list();
    assert.equal(first?.row.name, 'Broken');
    assert.match(
      first?.error ?? '',
      /automations\.yaml:20:3\/triggers\/0\/entity_id\/0.*did you mean binary_sensor\.motion/,
    );
    await fire(home);
    assert.equal(home.calls.length, 1);
  });

  it('gives a broken one another chance when its entity appears', async () => {
    await using home = makeHome();
    const uid = home.uids.get('light.hall') as string;
    home.uids.delete('light.hall');
    await home.begin([motionLight()]);
    assert.notEqual(home.automations.list()[0]?.error, null);
    home.uids.set('light.hall', uid);
    await home.automations.recheck();
    assert.equal(home.automations.list()[0]?.error, null);
    await fire(home);
    assert.equal(home.calls.length, 1);
  });

  it('restarts only what changed in a reloaded file', async () => {
    await using home = makeHome();
    const other = motionLight({ name: 'Other' });
    await home.begin([motionLight(), other]);
    await fire(home);
    await home.automations.reloadFiles([
      { document: motionLight(), place: 'automations.yaml:1:1' },
      { document: motionLight({ name: 'Third' }), place: 'automations.yaml:9:1' },
    ]);
    const views = home.automations.list();
    assert.deepEqual(
      views.map(({ row }) => row.name),
      ['Motion light', 'Third'],
    );
    assert.notEqual(views[0]?.lastTriggered, null, 'the unchanged one remembers');
  });

  it('runs one by hand, conditions only where asked for', async () => {
    await using home = makeHome();
    home.set('light.hall', true);
    await home.begin([
      motionLight({ conditions: [{ condition: 'state', entity_id: 'light.hall', state: 'off' }] }),
    ]);
    assert.deepEqual(await home.automations.run('motion_light', true, home.user), {
      ran: false,
      error: null,
    });
    assert.deepEqual(await home.automations.run('motion_light', false, home.user), {
      ran: true,
      error: null,
    });
    assert.equal(home.calls[0]?.context.parent, home.user.id);
  });

  const broken: readonly (readonly [string, JsonObject, string])[] = [
    ['no name', { ...motionLight(), name: '' }, '/name'],
    ['no trigger', motionLight({ triggers: [] }), '/triggers'],
    ['an unknown field', motionLight({ trigger: [] }), ''],
    [
      'an unknown kind of trigger',
      motionLight({ triggers: [{ trigger: 'moon', entity_id: 'light.hall' }] }),
      '/triggers/0/trigger',
    ],
    [
      'from beside not_from',
      motionLight({ triggers: [{ trigger: 'state', entity_id: 'light.hall', from: 'on', not_from: 'off' }] }),
      '/triggers/0/not_from',
    ],
    [
      'an unknown entity',
      motionLight({ triggers: [{ trigger: 'state', entity_id: 'light.hal' }] }),
      '/triggers/0/entity_id/0',
    ],
    [
      'a word that the domain does not take',
      motionLight({ triggers: [{ trigger: 'state', entity_id: 'light.hall', to: 'bright' }] }),
      '/triggers/0/to',
    ],
    ['an unknown service', motionLight({ actions: [{ action: 'light.turn_onn' }] }), '/actions/0/action'],
    [
      'an unknown target',
      motionLight({ actions: [{ action: 'light.turn_on', target: { entity_id: 'light.attic' } }] }),
      '/actions/0/target/entity_id',
    ],
    [
      'a condition deep inside that names nothing',
      motionLight({
        conditions: [
          { condition: 'not', conditions: [{ condition: 'state', entity_id: 'person.bert', state: 'home' }] },
        ],
      }),
      '/conditions/0/conditions/0/entity_id/0',
    ],
    [
      'a numeric condition without bounds',
      motionLight({ conditions: [{ condition: 'numeric_state', entity_id: 'sensor.lux' }] }),
      '/conditions/0/above',
    ],
  ];
  for (const [what, document, path] of broken) {
    it(`refuses ${what} at ${path || 'the document'} and keeps nothing`, async () => {
      await using home = makeHome();
      await home.begin();
      await assert.rejects(home.automations.create(document, home.user), (error) => {
        assert.ok(error instanceof InvalidInput);
        assert.equal(error.issues[0]?.path, path);
        return true;
      });
      assert.equal(home.table.rows.size, 0);
    });
  }
});
