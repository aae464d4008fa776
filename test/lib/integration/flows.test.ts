import assert from 'node:assert/strict';
import { Aborted, defineIntegration, InvalidInput, NotFound, secret, seconds, z } from '@lifeops/lib';
import type { FlowStep } from '@lifeops/lib';
import { testHub } from '@lifeops/lib/testing';

const account = z.object({ account: z.string() });
let cleanedUp = 0;
let handle: Promise<void> | undefined;

const cars = defineIntegration({
  id: 'cars',
  needs: ['fetch', 'clock'],
  config: z.object({
    account: z.string(),
    token: secret(z.string()),
    region: z.enum(['eu', 'us']).default('eu'),
  }),
  uniqueId: (config) => config.account,
  title: (config) => `Cars of ${config.account}`,
  setup() {},
  flows: {
    async *user({ form, external, choose, progress, done, hub, discovered }) {
      try {
        const { region } = yield* form(
          'region',
          z.object({ region: z.enum(['eu', 'us']) }),
          ({ region: chosen }) => {
            if (chosen === 'us')
              throw new InvalidInput('Not open yet', [{ path: 'region', message: 'not open yet' }]);
          },
        );
        const { code } = yield* external(
          'sign_in',
          `https://cars.example/${region}/oauth`,
          z.object({ code: z.string() }),
        );
        const reply = await hub.fetch({ url: `https://cars.example/token?code=${code}` }, account);
        const boxes = z.array(z.object({ serial: z.string() })).parse(discovered);
        const box = yield* choose('box', boxes, ({ serial }) => ({ key: serial, label: `Box ${serial}` }));
        yield* progress('pair', `Type 4711 on box ${box.serial}`, () => hub.clock.sleep(seconds(20)));
        return done({
          title: reply.account,
          uniqueId: box.serial,
          config: { account: reply.account, token: code, region },
        });
      } finally {
        cleanedUp++;
      }
    },
    async *reauth({ current, form, done, abort }) {
      const { token } = yield* form('token', z.object({ token: z.string() }));
      if (token === 'stop') return abort('wrong_account');
      return done({ title: 'x', config: { account: current?.account ?? '', token } });
    },
    async *discovered({ hub, progress, done }) {
      handle = hub.clock.sleep(seconds(99), hub.signal);
      yield* progress('wait', 'Waiting', () => handle as Promise<void>);
      return done({ title: '', config: { account: '', token: '' } });
    },
  },
});

const options = {
  discovered: [{ serial: 'b1' }, { serial: 'b2' }],
  http: { 'GET https://cars.example/token': { json: { account: 'kim' } } },
};
const steps = (messages: readonly { readonly type: string }[]) =>
  messages
    .filter((message): message is { type: 'step'; step: FlowStep } => message.type === 'step')
    .map(({ step }) => step);

describe('a flow', () => {
  beforeEach(() => void (cleanedUp = 0));

  it('leads through form, other page, choice and progress to a new entry', async () => {
    await using hub = await testHub(cars, options);
    const before = hub.clock.now();
    const result = await hub.flow('user', { region: { region: 'eu' }, sign_in: { code: 'c0de' }, box: 'b2' });
    assert.deepEqual(result, {
      kind: 'done',
      title: 'kim',
      uniqueId: 'b2',
      config: { account: 'kim', token: 'c0de', region: 'eu' },
      options: {},
    });
    assert.equal(hub.clock.now() - before, seconds(20));
    assert.deepEqual(
      steps(hub.messages).map(({ kind }) => kind),
      ['form', 'external', 'choose', 'progress'],
    );
    assert.equal(cleanedUp, 1);
    const [form, page, choice] = steps(hub.messages);
    assert.ok(form?.kind === 'form' && JSON.stringify(form.schema).includes('"enum":["eu","us"]'));
    assert.ok(page?.kind === 'external' && page.url === 'https://cars.example/eu/oauth');
    assert.ok(choice?.kind === 'choose' && choice.options[1]?.label === 'Box b2');
  });

  it('shows a form again with what is wrong, by the schema or by its check, and what was filled in', async () => {
    await using hub = await testHub(cars, options);
    const region = [{ region: 'moon' }, { region: 'us' }, { region: 'eu' }];
    await hub.flow('user', { region, sign_in: { code: 'c' }, box: ['b9', 'b1'] });
    const forms = steps(hub.messages).filter((step) => step.kind === 'form');
    assert.deepEqual(
      forms.map(({ errors }) => errors.map(({ path }) => path)),
      [[], ['/region'], ['/region']],
    );
    assert.deepEqual(forms[2]?.errors, [{ path: '/region', message: 'not open yet' }]);
    assert.deepEqual(forms[2]?.values, { region: 'us' });
    assert.equal(steps(hub.messages).filter(({ kind }) => kind === 'choose').length, 2);
  });

  it('ends with the error that it throws, its finally run', async () => {
    await using hub = await testHub(cars, options);
    await assert.rejects(
      hub.flow('user', { region: { region: 'eu' }, sign_in: { error: 'denied' } }),
      InvalidInput,
    );
    assert.equal(cleanedUp, 1);
  });

  it('knows the present config and may abort', async () => {
    await using hub = await testHub(cars, options);
    const current = { account: 'kim', token: 'old' };
    assert.deepEqual((await hub.flow('reauth', { token: { token: 'new' } }, current)) satisfies object, {
      kind: 'done',
      title: 'x',
      uniqueId: null,
      config: { account: 'kim', token: 'new' },
      options: {},
    });
    assert.deepEqual(await hub.flow('reauth', { token: { token: 'stop' } }, current), {
      kind: 'abort',
      reason: 'wrong_account',
    });
  });

  it('that nobody goes on with is returned, and what it waits for is aborted', async () => {
    await using hub = await testHub(cars, options);
    await assert.rejects(hub.flow('user', {}), /no answer/);
    await hub.advance(0);
    assert.equal(cleanedUp, 1);
    const waiting = hub.flow('discovered', {});
    waiting.catch(() => {});
    await hub.clock.settle();
    await hub.stop();
    await assert.rejects(handle ?? Promise.resolve(), Aborted);
    await assert.rejects(waiting);
  });

  it('is a form of the config where there is none of its own, secrets kept out of what is shown', async () => {
    await using hub = await testHub(cars, options);
    const current = { account: 'kim', token: 'old-secret', region: 'us' };
    const config = { account: 'kim', token: 'new-secret' };
    const result = await hub.flow(
      'reconfigure',
      { config: [{ account: 1, token: 'bad-secret' }, config] },
      current,
    );
    assert.deepEqual(result, { kind: 'done', title: 'Cars of kim', uniqueId: 'kim', config, options: {} });
    const [first, second] = steps(hub.messages);
    assert.deepEqual(first?.kind === 'form' && first.values, { account: 'kim', region: 'us' });
    assert.deepEqual(second?.kind === 'form' && second.values, { account: 1 });
    const plain = await testHub(defineIntegration({ id: 'plain', config: z.object({}), setup() {} }));
    await assert.rejects(plain.flow('discovered', {}), NotFound);
    await plain.stop();
  });
});
