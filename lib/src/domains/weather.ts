import { z } from 'zod';
import { defineDomain } from './description.ts';
import { unit } from './field-marks.ts';
import { instant, percent } from './field-schemas.ts';
import type { CheckedInput, DomainSpec, EntityFacts } from './spec.ts';

export const weatherConditions = [
  'clear-night',
  'cloudy',
  'exceptional',
  'fog',
  'hail',
  'lightning',
  'lightning-rainy',
  'partlycloudy',
  'pouring',
  'rainy',
  'snowy',
  'snowy-rainy',
  'sunny',
  'windy',
  'windy-variant',
] as const;
export const forecastTypes = ['daily', 'hourly', 'twice_daily'] as const;

const degrees = unit(z.number(), '°C').nullable();
const share = unit(percent, '%').nullable();
const speed = unit(z.number().min(0), 'm/s').nullable();

/** What the weather is or will be. Units are fixed: the integration converts, and display converts again. */
const measures = {
  temperature: degrees.describe('Air temperature; of a day the highest'),
  apparent_temperature: degrees.describe('What it feels like'),
  dew_point: degrees.describe('Dew point'),
  humidity: share.describe('Relative humidity'),
  pressure: unit(z.number().min(0), 'hPa').nullable().describe('Air pressure at sea level'),
  wind_speed: speed.describe('Mean wind'),
  wind_gust_speed: speed.describe('Gusts'),
  wind_bearing: unit(z.number().min(0).max(360), '°').nullable().describe('Where the wind comes from'),
  cloud_coverage: share.describe('Part of the sky in cloud'),
  uv_index: z.number().min(0).nullable().describe('UV index'),
};
const now = {
  ...measures,
  ozone: z.number().min(0).nullable().describe('Ozone, in Dobson units'),
  visibility: unit(z.number().min(0), 'km').nullable().describe('How far one sees'),
};

const forecastItem = z.object({
  datetime: instant.describe('Start of the time that it is for, epoch milliseconds'),
  condition: z.enum(weatherConditions).nullable().default(null).describe('The weather'),
  is_daytime: z.boolean().nullable().default(null).describe('Of twice-daily ones: day or night'),
  templow: degrees.default(null).describe('Lowest temperature of a day'),
  precipitation: unit(z.number().min(0), 'mm').nullable().default(null).describe('Rain or melted snow'),
  precipitation_probability: share.default(null).describe('How likely it is to rain or snow'),
  ...z.object(measures).partial().shape,
});
export type ForecastItem = Readonly<z.output<typeof forecastItem>>;

function checkForecastType({ type }: CheckedInput, { features }: EntityFacts) {
  if (features === undefined || features.includes(String(type))) return [];
  const offered = forecastTypes.filter((each) => features.includes(each));
  return [{ path: '/type', message: 'not offered here', expected: offered.join(', '), got: String(type) }];
}

const spec = {
  domain: 'weather',
  description: 'The weather at a place, and its forecast by a service',
  value: z.enum(weatherConditions).describe('The weather now'),
  attributes: now,
  services: {
    get_forecasts: {
      description: 'The forecast, earliest first',
      requires: forecastTypes,
      input: { type: z.enum(forecastTypes).describe('By day, by hour, or by day and night') },
      output: z.object({ forecast: z.array(forecastItem).describe('Earliest first') }),
      check: checkForecastType,
    },
  },
  features: { daily: {}, hourly: {}, twice_daily: {} },
} as const satisfies DomainSpec;

type WeatherShape = typeof spec;
export interface WeatherSpec extends WeatherShape {}
export const weather = defineDomain<WeatherSpec>(spec);
