import assert from 'node:assert/strict';
import { makeHome, motionLight, result } from './home.ts';

describe('An automation', () => {
  it('calls its service when its trigger fires, with the cause of the change as parent', async () => {
    await using home = makeHome();
    home.set('binary_sensor.motion', false);
    await home.begin([motionLight()]);
    home.set('binary_sensor.motion', true);
    await home.settle();
    assert.equal(home.calls.length, 1);
    const [call] = home.calls;
    assert.deepEqual(
      { service: call?.service, target: call?.target, data: call?.data },
      { service: 'light.turn_on', target: { entity_id: 'light.hall' }, data: { brightness_pct: 40 } },
    );
    assert.equal(call?.context.cause, 'automation');
    assert.equal(call?.context.ref, 'file:motion_light');
    assert.equal(call?.context.parent, home.states.get('uid-binary_sensor.motion')?.context.id);
  });

  it('does not fire for changes before it was started', async () => {
    await using home = makeHome();
    await home.automations.load([{ document: motionLight(), place: 'a.yaml:1:1' }]);
    home.set('binary_sensor.motion', false);
    home.set('binary_sensor.motion', true);
    home.automations.start();
    await home.settle();
    assert.equal(home.calls.length, 0);
  });

  it('does not act on what a restart brings back, and acts on the next real change', async () => {
    await using home = makeHome();
    home.set('binary_sensor.motion', true, { status: 'stale' });
    await home.begin([motionLight()]);
    home.set('binary_sensor.motion', true);
    await home.settle();
    assert.equal(home.calls.length, 0, 'stale and back is no change');
    home.set('binary_sensor.motion', false);
    home.set('binary_sensor.motion', true);
    await home.settle();
    assert.equal(home.calls.length, 1);
  });

  it('does not take the making of an entity for something that happened to it', async () => {
    await using home = makeHome();
    await home.begin([motionLight()]);
    home.set('binary_sensor.motion', true);
    await home.settle();
    assert.equal(home.calls.length, 0);
    home.set('binary_sensor.motion', false);
    home.set('binary_sensor.motion', true);
    await home.settle();
    assert.equal(home.calls.length, 1);
  });

  for (const gap of ['unavailable', 'unknown'] as const) {
    it(`does not take a return from ${gap} to the same value for a change`, async () => {
      await using home = makeHome();
      home.set('binary_sensor.motion', true);
      await home.begin([motionLight()]);
      home.set('binary_sensor.motion', null, { status: gap });
      home.set('binary_sensor.motion', true);
      await home.settle();
      assert.equal(home.calls.length, 0);
    });
  }

  it('takes a return from unavailable for a change where the document asks for it', async () => {
    await using home = makeHome();
    home.set('binary_sensor.motion', true);
    await home.begin([
      motionLight({
        triggers: [
          { trigger: 'state', entity_id: 'binary_sensor.motion', to: 'on', include_unavailable: true },
        ],
      }),
    ]);
    home.set('binary_sensor.motion', null, { status: 'unavailable' });
    home.set('binary_sensor.motion', true);
    await home.settle();
    assert.equal(home.calls.length, 1);
  });

  it('acts only while its conditions hold', async () => {
    await using home = makeHome();
    home.set('binary_sensor.motion', false);
    home.set('sensor.lux', 80);
    await home.begin([
      motionLight({ conditions: [{ condition: 'numeric_state', entity_id: 'sensor.lux', below: 50 }] }),
    ]);
    home.set('binary_sensor.motion', true);
    await home.settle();
    assert.equal(home.calls.length, 0);
    home.set('sensor.lux', 20);
    home.set('binary_sensor.motion', false);
    home.set('binary_sensor.motion', true);
    await home.settle();
    assert.equal(home.calls.length, 1);
  });

  it('drops a second start while one runs in mode single, and replaces the first in mode restart', async () => {
    for (const [mode, expected] of [
      ['single', 1],
      ['restart', 2],
      ['parallel', 2],
    ] as const) {
      await using home = makeHome();
      const aborted: boolean[] = [];
      const waiting: (() => void)[] = [];
      home.answerWith((_, signal) => {
        signal.addEventListener('abort', () => aborted.push(true));
        return new Promise((resolve) => waiting.push(() => resolve(result('done'))));
      });
      home.set('binary_sensor.motion', false);
      await home.begin([motionLight({ mode })]);
      for (let i = 0; i < 2; i++) {
        home.set('binary_sensor.motion', true);
        home.set('binary_sensor.motion', false);
      }
      assert.equal(home.calls.length, expected, mode);
      assert.equal(aborted.length, mode === 'restart' ? 1 : 0, mode);
      for (const finish of waiting) finish();
      await home.settle();
    }
  });

  it('stops after it has caused itself ten times in a row', async () => {
    await using home = makeHome();
    home.answerWith((called) => {
      const on = home.states.get('uid-light.hall')?.value === true;
      home.set('light.hall', !on, { context: called.context });
      return result('done');
    });
    home.set('light.hall', false);
    await home.begin([
      motionLight({
        mode: 'parallel',
        triggers: [{ trigger: 'state', entity_id: 'light.hall', to: ['on', 'off'] }],
        actions: [{ action: 'light.toggle', target: { entity_id: 'light.hall' } }],
      }),
    ]);
    home.set('light.hall', true);
    await home.settle();
    assert.equal(home.calls.length, 10);
    assert.match(home.automations.list()[0]?.error ?? '', /caused itself 10 times/);
  });

  it('tells why it failed, and goes on after an action that says so', async () => {
    await using home = makeHome();
    home.answerWith(() => result('failed'));
    home.set('binary_sensor.motion', false);
    const off = { action: 'light.turn_off', target: { entity_id: 'light.kitchen' } };
    const on = { action: 'light.turn_on', target: { entity_id: 'light.hall' }, continue_on_error: true };
    await home.begin([motionLight({ actions: [on, off] })]);
    home.set('binary_sensor.motion', true);
    await home.settle();
    assert.deepEqual(
      home.calls.map(({ service }) => service),
      ['light.turn_on', 'light.turn_off'],
    );
    assert.match(home.automations.list()[0]?.error ?? '', /the lamp is broken/);
  });

  it('costs nothing for changes of entities that it does not name', async () => {
    await using home = makeHome();
    await home.begin([motionLight()]);
    const before = home.bus.seq;
    for (let i = 0; i < 10; i++) home.set('sensor.lux', i);
    await home.settle();
    assert.equal(home.bus.seq - before, 10, 'ten changes and nothing besides');
  });
});
