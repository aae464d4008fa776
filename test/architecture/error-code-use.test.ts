import assert from 'node:assert/strict';
import { checkErrorCodeUse } from './error-code-use.ts';
import { syntheticTree } from './synthetic-tree.ts';

const registry = {
  'not-found': { kind: 'NotFound' },
  'area-not-found': { kind: 'NotFound' },
  conflict: { kind: 'Conflict' },
};
const messages = (code: string) =>
  checkErrorCodeUse(syntheticTree({ 'hub/src/a.ts': code }), registry).map(({ message }) => message);

describe('checkErrorCodeUse', () => {
  it('takes codes that exist with the class that carries them', () => {
    assert.deepEqual(
      messages(
        `new NotFound(say('x (y'), { code: 'area-not-found' }); new NotFound('x'); new LifeOpsError('conflict', 'x'); log({ code: 'whatever' });`,
      ),
      [],
    );
  });
  it('refuses a code that is not registered', () => {
    assert.match(messages(`new NotFound('x', {\n code: 'lost' })`).join(), /'lost' is not in/);
    assert.match(messages(`new LifeOpsError('lost', 'x')`).join(), /'lost' is not in/);
    assert.match(messages(`new NotFound('x', { code: 'constructor' })`).join(), /'constructor' is not in/);
  });
  it('refuses a code that another class carries', () => {
    assert.match(
      messages(`new NotFound('x', { code: 'conflict' })`).join(),
      /carried by Conflict, not by NotFound/,
    );
  });
});
