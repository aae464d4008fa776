/** Hue 0–360, saturation 0–100. */
export type HueSaturation = readonly [number, number];
/** Three bytes. */
export type Rgb = readonly [number, number, number];

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

/** Hue and saturation of a colour; its brightness is dropped. Black has none and gives white. */
export function rgbToHs([red, green, blue]: Rgb): HueSaturation {
  const max = Math.max(red, green, blue);
  const span = max - Math.min(red, green, blue);
  if (span === 0) return [0, 0];
  const sextant =
    max === red ? (green - blue) / span : max === green ? 2 + (blue - red) / span : 4 + (red - green) / span;
  return [rounded((sextant * 60 + 360) % 360), rounded((span / max) * 100)];
}

/** The full-brightness colour of a hue and saturation. */
export function hsToRgb([hue, saturation]: HueSaturation): Rgb {
  const channel = (offset: number): number => {
    const k = (offset + hue / 60) % 6;
    return Math.round(255 * (1 - (saturation / 100) * Math.max(0, Math.min(k, 4 - k, 1))));
  };
  return [channel(5), channel(3), channel(1)];
}

/** CIE 1931 xy to the nearest sRGB colour at full brightness (matrix of IEC 61966-2-1, D65); outside of the gamut it is clipped. */
export function xyToRgb([x, y]: readonly [number, number]): Rgb {
  // X, Y and Z to the scale of x + y + z = 1: the scale falls out below.
  const z = 1 - x - y;
  const linear = [
    3.2406 * x - 1.5372 * y - 0.4986 * z,
    -0.9689 * x + 1.8758 * y + 0.0415 * z,
    0.0557 * x - 0.204 * y + 1.057 * z,
  ].map((value) => Math.max(0, value));
  const max = Math.max(...linear);
  const [red = 0, green = 0, blue = 0] = linear.map((value) => {
    const share = max === 0 ? 0 : value / max;
    return Math.round(255 * (share <= 0.0031308 ? 12.92 * share : 1.055 * share ** (1 / 2.4) - 0.055));
  });
  return [red, green, blue];
}

export const xyToHs = (xy: readonly [number, number]): HueSaturation => rgbToHs(xyToRgb(xy));

/** `#rrggbb` as bytes. */
export const hexToRgb = (hex: string): Rgb => {
  const bits = Number.parseInt(hex.slice(1), 16);
  return [bits >> 16, (bits >> 8) & 255, bits & 255];
};
