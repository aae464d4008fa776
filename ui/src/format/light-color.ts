/** sRGB, each 0–255. */
export type Rgb = readonly [number, number, number];

/** Lamps between candle and daylight, as a screen shows them: softened towards white so that text stays legible. */
const whites: readonly (readonly [number, Rgb])[] = [
  [1800, [255, 166, 76]],
  [2200, [255, 183, 98]],
  [2700, [255, 201, 128]],
  [3500, [255, 221, 173]],
  [4500, [255, 240, 214]],
  [5500, [246, 246, 250]],
  [6500, [214, 229, 255]],
];

export function kelvinToRgb(kelvin: number): Rgb {
  const above = whites.findIndex(([known]) => known >= kelvin);
  const upper = whites[above === -1 ? whites.length - 1 : above];
  const lower = whites[Math.max(0, (above === -1 ? whites.length : above) - 1)];
  if (!upper || !lower || upper === lower) return upper?.[1] ?? [255, 201, 128];
  const share = Math.min(1, Math.max(0, (kelvin - lower[0]) / (upper[0] - lower[0])));
  const mix = (index: 0 | 1 | 2) => Math.round(lower[1][index] + (upper[1][index] - lower[1][index]) * share);
  return [mix(0), mix(1), mix(2)];
}

/** Hue 0–360, saturation 0–100, at full value. */
export function hsToRgb(hue: number, saturation: number): Rgb {
  const share = saturation / 100;
  const channel = (offset: number) => {
    const turn = (offset + hue / 60) % 6;
    return Math.round(255 * (1 - share * Math.max(0, Math.min(turn, 4 - turn, 1))));
  };
  return [channel(5), channel(3), channel(1)];
}

/** The colour that a lit lamp gives its card. */
export function lampColor(attributes: { readonly [name: string]: unknown }): Rgb {
  const hs = attributes['hs_color'];
  if (Array.isArray(hs) && typeof hs[0] === 'number' && typeof hs[1] === 'number' && hs[1] > 8)
    return hsToRgb(hs[0], hs[1]);
  const kelvin = attributes['color_temp_kelvin'];
  return kelvinToRgb(typeof kelvin === 'number' ? kelvin : 2700);
}
