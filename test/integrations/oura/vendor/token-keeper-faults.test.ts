import assert from 'node:assert/strict';
import { AuthExpired } from '@lifeops/lib';
import { FakeClock } from '@lifeops/lib/testing';
import fc from 'fast-check';
import { TokenKeeper } from '../../../../integrations/oura/src/vendor/token-keeper.ts';
import type { Outcome } from './fake-sign-in.ts';
import { FakeSignIn, FakeStore, firstTokens, hosts } from './fake-sign-in.ts';

type Step =
  | { readonly do: 'ask'; readonly callers: number }
  | { readonly do: 'refused' }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'sign-in answers'; readonly outcome: Outcome }
  | { readonly do: 'disk fails' }
  | { readonly do: 'restart' };

const steps = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('ask' as const), callers: fc.integer({ min: 1, max: 4 }) }),
    fc.record({ do: fc.constant('refused' as const) }),
    fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(1000, 60_000, 1_000_000, 4_000_000) }),
    fc.record({
      do: fc.constant('sign-in answers' as const),
      outcome: fc.constantFrom<Outcome>('good', 'down', 'lost', 'odd'),
    }),
    fc.record({ do: fc.constant('disk fails' as const) }),
    fc.record({ do: fc.constant('restart' as const) }),
  ),
  { maxLength: 25 },
);

/**
 * Runs a story and checks after each answer: a token that is given out is the stored one, so no power cut can lose it. Gives
 * whether the story can have spent a token that nobody holds.
 */
async function live(story: readonly Step[]) {
  const clock = new FakeClock();
  const signIn = new FakeSignIn();
  const store = new FakeStore(firstTokens(clock.now() + 3_600_000));
  const make = () =>
    new TokenKeeper({ http: signIn.http, clock, store }, { clientId: 'i', clientSecret: 's', hosts });
  let keeper = make();
  let asks: Promise<void>[] = [];
  let refusals = 0;
  const ask = async (get: () => Promise<string>) => {
    try {
      const token = await get();
      assert.equal(token, store.kept?.accessToken, 'a token was used before it was stored');
    } catch (cause) {
      if (cause instanceof assert.AssertionError) throw cause;
      if (cause instanceof AuthExpired) refusals += 1;
    }
  };
  for (const step of story) {
    if (step.do === 'ask') for (let i = 0; i < step.callers; i++) asks.push(ask(() => keeper.accessToken()));
    else if (step.do === 'refused') asks.push(ask(() => keeper.renew(store.kept?.accessToken ?? '')));
    else if (step.do === 'sign-in answers') signIn.outcomes.push(step.outcome);
    else if (step.do === 'disk fails') store.failsNext += 1;
    else {
      await Promise.all(asks);
      asks = [];
      if (step.do === 'wait') await clock.advance(step.ms);
      else keeper = make();
    }
  }
  await Promise.all(asks);
  const canHaveLost = story.some(
    (step) =>
      (step.do === 'sign-in answers' && ['lost', 'odd'].includes(step.outcome)) || step.do === 'disk fails',
  );
  return { clock, signIn, store, keeper, refusals, canHaveLost };
}

describe('The keeper of tokens, whatever happens', () => {
  it('gives out stored tokens only, asks one at a time, and loses no connection without a lost answer', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (story) => {
        const { refusals, canHaveLost } = await live(story);
        assert.ok(canHaveLost || refusals === 0, 'a sign-in was asked for though no token was lost');
      }),
      { numRuns: 150 },
    );
  });

  it('works again after every story in which no token was lost', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (story) => {
        const { clock, signIn, keeper, canHaveLost } = await live(story);
        fc.pre(!canHaveLost);
        signIn.outcomes = [];
        await clock.advance(4_000_000);
        assert.match(await keeper.accessToken(), /^access-\d+$/);
      }),
      { numRuns: 60 },
    );
  });

  it('survives a disk that fails as long as the process lives', async () => {
    const { keeper, clock, store } = await live([
      { do: 'disk fails' },
      { do: 'refused' },
      { do: 'wait', ms: 4_000_000 },
      { do: 'ask', callers: 3 },
    ]);
    await clock.advance(1000);
    assert.equal(await keeper.accessToken(), store.kept?.accessToken);
    assert.notEqual(store.kept?.accessToken, 'access-0');
  });
});
