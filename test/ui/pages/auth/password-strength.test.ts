import assert from 'node:assert/strict';
import { strengthOf } from '../../../../ui/src/pages/auth/password-strength.ts';

describe('the hint at a password', () => {
  it('asks for ten characters, then for variety, then for length', () => {
    assert.equal(strengthOf('short'), 'short');
    assert.equal(strengthOf('aaaabbbbcccc'), 'weak');
    assert.equal(strengthOf('grey horse 7'), 'fair');
    assert.equal(strengthOf('the grey horse ran over a hill'), 'good');
  });

  it('finds the own name and keyboard rows easy to guess', () => {
    assert.equal(strengthOf('alexander the first', 'Alexander'), 'weak');
    assert.equal(strengthOf('qwertyuiop asd'), 'weak');
  });
});
