import type { RootHookObject, Suite } from 'mocha';
import { LeakCheck, describeLeaks } from './leak-check.ts';

/** The run's leak check. A file whose pool has to outlive it says so: `leakCheck.tolerate(reason, madeIn)`. */
export const leakCheck = new LeakCheck();

/** Files whose end is watched already: a describe at the top of a file, or the root for tests outside of any. */
const watched = new WeakSet<Suite>();

function topSuite(suite: Suite): Suite {
  return suite.parent === undefined || suite.parent.root ? suite : topSuite(suite.parent);
}

async function failOnLeaks(): Promise<void> {
  const leaks = await leakCheck.takeLeaks();
  if (leaks.length > 0) throw new Error(`Left open by this file's tests:\n  ${describeLeaks(leaks)}`);
}

/** Watch the suites before any of their hooks runs; ours is the last `after` of each, as it is added last. */
function watchSuites(root: Suite): void {
  for (const suite of root.suites) {
    const top = topSuite(suite);
    if (watched.has(top)) continue;
    watched.add(top);
    top.afterAll('leaves nothing open', failOnLeaks);
  }
}

export const mochaHooks: RootHookObject = {
  beforeAll(this: Mocha.Context) {
    leakCheck.enable();
    const root = this.test?.parent;
    if (root) watchSuites(root);
  },
  beforeEach(this: Mocha.Context) {
    leakCheck.during = this.currentTest?.fullTitle() ?? '';
  },
  async afterAll() {
    try {
      await failOnLeaks();
    } finally {
      leakCheck[Symbol.dispose]();
    }
  },
};
