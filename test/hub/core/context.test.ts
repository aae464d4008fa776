import assert from 'node:assert/strict';
import { ContextFactory } from '../../../hub/src/core/context.ts';
import { makeKernel } from './kernel.ts';

describe('ContextFactory', () => {
  it('makes a new cause that knows what led to it', () => {
    const contexts = new ContextFactory(makeKernel());
    const user = contexts.make('user', 'alex');
    const run = contexts.make('automation', 'rule', user);
    assert.notEqual(run.id, user.id);
    assert.deepEqual(run, { id: run.id, parent: user.id, cause: 'automation', ref: 'rule', node: 'node' });
    assert.equal(user.parent, null);
  });
});
