import { weather } from '@lifeops/lib';
import type { Clock, Entity, ForecastItem } from '@lifeops/lib';
import type { House } from '../vendor/house.ts';
import { roundTo } from '../vendor/noise.ts';
import { hoursAhead } from '../vendor/weather-model.ts';
import type { HourAhead, Weather } from '../vendor/weather-model.ts';

type Forecast = { -readonly [F in keyof ForecastItem]?: ForecastItem[F] } & { datetime: number };

export const homeWeather = (house: House, clock: Clock): Entity<Weather> =>
  weather({
    key: 'weather',
    name: null,
    features: ['daily', 'hourly'],
    read: (now) => ({ value: now.condition, attributes: measuresOf(now) }),
    commands: {
      getForecasts: ({ type }) => ({
        forecast: type === 'hourly' ? hourly(house, clock.now()) : daily(house, clock.now()),
      }),
    },
  });

const measuresOf = (now: Weather) => ({
  temperature: now.temperature,
  humidity: now.humidity,
  pressure: now.pressure,
  wind_speed: now.windSpeed,
  wind_gust_speed: now.windGust,
  wind_bearing: now.windBearing,
  cloud_coverage: now.cloudCoverage,
  uv_index: now.uvIndex,
});

const hourly = ({ options }: House, now: number): Forecast[] =>
  hoursAhead(now, 48, options).map((hour) => ({
    datetime: hour.at,
    condition: hour.condition,
    is_daytime: hour.daylight,
    precipitation: hour.precipitation,
    precipitation_probability: chanceOfRain(hour),
    ...measuresOf(hour),
  }));

/** A week of local days from today on. Today is what is left of it. */
function daily({ options, time }: House, now: number): Forecast[] {
  const byDay = Map.groupBy(hoursAhead(now, 7 * 24, options), ({ at }) => time.at(at).day);
  return [...byDay].slice(0, 7).map(([day, hours]) => {
    const noon = hours.find(({ at }) => time.at(at).minute >= 720) ?? (hours.at(-1) as HourAhead);
    const wettest = hours.reduce((most, hour) => (hour.precipitation > most.precipitation ? hour : most));
    const temperatures = hours.map(({ temperature }) => temperature);
    return {
      datetime: time.instantOf(day, 0),
      condition: wettest.precipitation > 0.3 ? wettest.condition : noon.condition,
      precipitation: roundTo(
        hours.reduce((sum, { precipitation }) => sum + precipitation, 0),
        0.1,
      ),
      precipitation_probability: chanceOfRain(wettest),
      templow: Math.min(...temperatures),
      ...measuresOf(noon),
      temperature: Math.max(...temperatures),
    };
  });
}

const chanceOfRain = ({ cloudCoverage, precipitation }: Weather): number =>
  precipitation > 0 ? Math.min(95, 55 + Math.round(precipitation * 15)) : Math.max(0, cloudCoverage - 60);
