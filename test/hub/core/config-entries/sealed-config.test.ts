import assert from 'node:assert/strict';
import {
  openConfig,
  redactConfig,
  sealConfig,
} from '../../../../hub/src/core/config-entries/sealed-config.ts';

const sealer = { seal: (plain: string) => `<${plain}>`, open: (text: string) => text.slice(1, -1) };
const config = {
  host: 'h',
  token: 't',
  nested: { 'a/b': 's', keep: 1 },
  list: [{ key: 'k1' }, { key: 'k2', x: null }],
};
const pointers = ['/token', '/nested/a~1b', '/list/*/key', '/absent/deep'];

describe('sealing a config', () => {
  it('seals the values at the pointers only, and opens to the same', () => {
    const sealed = sealConfig(config, pointers, sealer);
    assert.deepEqual(sealed, {
      host: 'h',
      token: { 'x-sealed': '<"t">' },
      nested: { 'a/b': { 'x-sealed': '<"s">' }, keep: 1 },
      list: [{ key: { 'x-sealed': '<"k1">' } }, { key: { 'x-sealed': '<"k2">' }, x: null }],
    });
    assert.deepEqual(openConfig(sealed, sealer), config);
  });

  it('leaves alone what is sealed already', () => {
    const sealed = sealConfig(config, pointers, sealer);
    assert.deepEqual(sealConfig(sealed, pointers, sealer), sealed);
  });

  it('takes the values out for the wire', () => {
    assert.deepEqual(redactConfig(config, pointers), {
      host: 'h',
      nested: { keep: 1 },
      list: [{}, { x: null }],
    });
  });
});
