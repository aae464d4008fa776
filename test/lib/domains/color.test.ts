import assert from 'node:assert/strict';
import fc from 'fast-check';
import { colorsByName } from '../../../lib/src/domains/color-names.data.ts';
import { hexToRgb, hsToRgb, rgbToHs, xyToHs, xyToRgb } from '../../../lib/src/domains/color.ts';

const byte = fc.integer({ min: 0, max: 255 });

describe('colours', () => {
  for (const [hex, hue, saturation] of [
    ['#ff0000', 0, 100],
    ['#00ff00', 120, 100],
    ['#0000ff', 240, 100],
    ['#ffff00', 60, 100],
    ['#ff00ff', 300, 100],
    ['#ffffff', 0, 0],
    ['#000000', 0, 0],
    ['#ff8000', 30.118, 100],
  ] as const) {
    it(`gives ${hex} hue ${hue} and saturation ${saturation}`, () =>
      assert.deepEqual(rgbToHs(hexToRgb(hex)), [hue, saturation]));
  }

  it('goes from full-brightness bytes to hue and saturation and back', () => {
    fc.assert(
      fc.property(byte, byte, byte, (red, green, blue) => {
        const max = Math.max(red, green, blue);
        fc.pre(max === 255);
        assert.deepEqual(hsToRgb(rgbToHs([red, green, blue])), [red, green, blue]);
      }),
    );
  });

  it('keeps hue and saturation within their ranges', () => {
    fc.assert(
      fc.property(byte, byte, byte, (red, green, blue) => {
        const [hue, saturation] = rgbToHs([red, green, blue]);
        assert(hue >= 0 && hue < 360 && saturation >= 0 && saturation <= 100);
      }),
    );
  });

  it('takes the white point of D65 as white and the corners of sRGB as its primaries', () => {
    for (const channel of xyToRgb([0.3127, 0.329])) assert(channel >= 253);
    assert.deepEqual(xyToRgb([0.64, 0.33]), [255, 0, 0]);
    assert.deepEqual(xyToHs([0.15, 0.06])[0], 240);
  });

  it('gives bytes for any x and y, outside of the gamut too', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, (x, y) => {
        for (const channel of xyToRgb([x, y]))
          assert(Number.isInteger(channel) && channel >= 0 && channel <= 255);
      }),
    );
  });

  it('knows the 148 words of CSS', () => {
    assert.equal(Object.keys(colorsByName).length, 148);
    assert(
      Object.entries(colorsByName).every(
        ([word, hex]) => /^[a-z]+$/.test(word) && /^#[0-9a-f]{6}$/.test(hex),
      ),
    );
  });
});
