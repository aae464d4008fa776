import assert from 'node:assert/strict';
import fc from 'fast-check';
import { light } from '../../../lib/src/domains/light.ts';
import { checkLightInput, expectLight, prepareLightInput } from '../../../lib/src/domains/light-input.ts';
import { attributesSchema } from '../../../lib/src/domains/schemas.ts';
import { resolveService } from '../../../lib/src/domains/service-call.ts';

const lit = {
  capabilities: {},
  attributes: { brightness: 100 },
  value: true,
  features: ['brightness', 'transition'],
};

describe("a lamp's input", () => {
  for (const [input, brightness] of [
    [{ brightness: 7 }, 7],
    [{ brightness_pct: 100 }, 255],
    [{ brightness_pct: 50 }, 128],
    [{ brightness_pct: 0.1 }, 1],
    [{ brightness_step: 20 }, 120],
    [{ brightness_step: -20 }, 80],
    [{ brightness_step_pct: 10 }, 126],
    [{ brightness_step: 255 }, 255],
  ] as const) {
    it(`comes to the lamp as brightness ${brightness} from ${JSON.stringify(input)}`, () => {
      assert.deepEqual(prepareLightInput(input, lit), { service: 'turn_on', input: { brightness } });
    });
  }

  for (const input of [
    { brightness: 0 },
    { brightness_pct: 0 },
    { brightness_step: -100 },
    { brightness_step_pct: -40 },
    { white: 0 },
  ]) {
    it(`turns off by ${JSON.stringify(input)}, with its fade`, () => {
      assert.deepEqual(
        resolveService({ spec: light.spec, service: 'turn_on' }, { ...input, transition: 3 }, lit),
        {
          service: 'turn_off',
          input: { transition: 3 },
        },
      );
      assert.deepEqual(expectLight(input, lit), { value: false });
    });
  }

  it('leaves the fade away where the lamp has none', () => {
    assert.deepEqual(
      prepareLightInput({ brightness: 0, transition: 3 }, { ...lit, features: ['brightness'] }).input,
      {},
    );
  });

  it('steps from dark when the lamp is off, whatever brightness it had', () => {
    assert.deepEqual(prepareLightInput({ brightness_step: 30 }, { ...lit, value: false }).input, {
      brightness: 30,
    });
  });

  for (const [input, color] of [
    [{ rgb_color: [255, 0, 0] }, [0, 100]],
    [{ rgb_color: [0, 0, 0] }, [0, 0]],
    [{ color_name: 'Blue' }, [240, 100]],
    [{ color_name: 'medium sea green' }, [146.723, 66.48]],
    [{ hs_color: [12, 34] }, [12, 34]],
  ] as const) {
    it(`comes to the lamp as hue and saturation ${color.join(', ')} from ${JSON.stringify(input)}`, () => {
      assert.deepEqual(prepareLightInput(input, lit), { service: 'turn_on', input: { hs_color: color } });
    });
  }

  it('takes no two colours and no two brightnesses', () => {
    assert.deepEqual(checkLightInput({ rgb_color: [1, 2, 3], brightness_pct: 3, effect: 'x' }), []);
    assert.deepEqual(
      checkLightInput({ color_temp_kelvin: 3000, hs_color: [1, 2], white: 3, brightness: 4 }).map(
        ({ path }) => path,
      ),
      ['/hs_color', '/white', '/brightness'],
    );
  });

  it('shows attributes that the state may have, and no fade or flash', () => {
    const features = Object.keys(light.spec.features);
    const schema = attributesSchema(light.spec, features).partial();
    fc.assert(
      fc.property(
        fc.record(
          {
            brightness_pct: fc.double({ min: 0, max: 100, noNaN: true }),
            transition: fc.nat(10),
            rgb_color: fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)),
          },
          { requiredKeys: [] },
        ),
        (input) => {
          const { value, attributes } = expectLight(input, { ...lit, features });
          assert.equal(value, input.brightness_pct !== 0);
          assert(schema.safeParse(attributes ?? {}).success);
        },
      ),
    );
    assert.deepEqual(expectLight({ white: 9, flash: 'short' }, lit), {
      value: true,
      attributes: { brightness: 9 },
    });
  });
});
