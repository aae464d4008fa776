import { createElement } from 'react';
import { useQuery } from '@tanstack/react-query';
import {
  IconBolt,
  IconCloud,
  IconCloudFog,
  IconCloudRain,
  IconCloudSnow,
  IconCloudStorm,
  IconMoonStars,
  IconSun,
  IconSunHigh,
  IconSunrise,
  IconSunset,
  IconWind,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { WireEntity } from '@lifeops/lib/protocol';
import { useHub } from '../../data/context.ts';
import { useEntity } from '../../data/use-state.ts';
import { clockTime, shortHour } from '../../format/format-time.ts';
import { formatDegrees, formatNumber } from '../../format/format-value.ts';
import { stateText } from '../../format/state-text.ts';
import { useNow, useWording } from '../../format/use-wording.tsx';
import { useOpenEntity } from '../../sheet/use-open-entity.ts';
import { findByKey } from './sleep-night.ts';
import { wordOf } from '../../format/word-of.ts';
import { forecastOf } from './forecast.ts';
import './weather-card.css';

const pictures: Readonly<Record<string, Icon>> = {
  'clear-night': IconMoonStars,
  cloudy: IconCloud,
  exceptional: IconBolt,
  fog: IconCloudFog,
  hail: IconCloudSnow,
  lightning: IconCloudStorm,
  'lightning-rainy': IconCloudStorm,
  partlycloudy: IconSunHigh,
  pouring: IconCloudRain,
  rainy: IconCloudRain,
  snowy: IconCloudSnow,
  'snowy-rainy': IconCloudSnow,
  sunny: IconSun,
  windy: IconWind,
  'windy-variant': IconWind,
};
const picture = (condition: unknown, size: number, stroke: number) =>
  createElement(pictures[wordOf(condition)] ?? IconCloud, { size, stroke, 'aria-hidden': true });

export function WeatherCard({
  weather,
  sun,
}: {
  readonly weather: WireEntity | undefined;
  readonly sun: readonly WireEntity[];
}) {
  const { t } = useTranslation('home');
  return (
    <section className="now-card weather" aria-labelledby="weather">
      <h2 id="weather" className={weather ? 'visually-hidden' : ''}>
        {weather ? t('weather') : t('sun.title')}
      </h2>
      {weather && <Sky weather={weather} />}
      <SunTimes sun={sun} />
    </section>
  );
}

function Sky({ weather }: { readonly weather: WireEntity }) {
  const state = useEntity(weather.uid);
  const wording = useWording();
  const open = useOpenEntity();
  const hours = useForecast(weather);
  const { temperature, wind_speed: wind } = state?.attributes ?? {};
  const windText = typeof wind === 'number' ? formatNumber(wind, windEntity, wording) : undefined;
  return (
    <>
      <button type="button" className="sky" onClick={() => open(weather.uid)}>
        <span
          className="sky-picture"
          data-sunny={state?.value === 'sunny' || state?.value === 'partlycloudy' || undefined}
        >
          {picture(state?.value, 52, 1.4)}
        </span>
        <span>
          {typeof temperature === 'number' && (
            <span className="sky-degrees">{formatDegrees(temperature, wording)}</span>
          )}
          <span className="sky-words">
            {stateText(weather, state, wording).text}
            {windText && ` · ${windText.text} ${windText.unit}`}
          </span>
        </span>
      </button>
      {weather.capability.features.includes('hourly') && (
        <ol className="hours">
          {hours.map((hour) => {
            return (
              <li key={hour.at}>
                <span>{shortHour(hour.at, { language: wording.language, timeZone: wording.timeZone })}</span>
                {picture(hour.condition, 22, 1.6)}
                <strong>
                  {hour.temperature === undefined ? '–' : formatDegrees(hour.temperature, wording)}
                </strong>
              </li>
            );
          })}
        </ol>
      )}
    </>
  );
}

/** Wind of a weather entity is always in m/s. */
const windEntity = {
  unit: null,
  precision: 0,
  capability: {
    features: [],
    deviceClass: 'speed',
    stateClass: null,
    unit: 'm/s',
    precision: 0,
    attributes: {},
    record: 'changes',
  },
} as const satisfies Parameters<typeof formatNumber>[1];

/** The next hours; read again each half hour. Weather that has no hourly forecast gives none. */
function useForecast(weather: WireEntity) {
  const { client } = useHub();
  const query = useQuery({
    queryKey: ['forecast', weather.entity_id],
    enabled: weather.capability.features.includes('hourly'),
    refetchInterval: 1_800_000,
    queryFn: ({ signal }) =>
      client.call(
        'services.call',
        {
          domain: 'weather',
          service: 'get_forecasts',
          target: { entity_id: weather.entity_id },
          data: { type: 'hourly' },
        },
        signal,
      ),
  });
  return forecastOf(query.data, weather.entity_id, useNow());
}

function SunTimes({ sun }: { readonly sun: readonly WireEntity[] }) {
  const { t } = useTranslation('home');
  const rising = findByKey(sun, ['next_rising']);
  const setting = findByKey(sun, ['next_setting']);
  if (!rising && !setting) return null;
  return (
    <div className="sun-times">
      {rising && <SunTime entity={rising} label={t('sun.rise')} icon={IconSunrise} />}
      {setting && <SunTime entity={setting} label={t('sun.set')} icon={IconSunset} />}
    </div>
  );
}

function SunTime({
  entity,
  label,
  icon: Shape,
}: {
  readonly entity: WireEntity;
  readonly label: string;
  readonly icon: Icon;
}) {
  const value = useEntity(entity.uid)?.value;
  const { language, timeZone } = useWording();
  if (typeof value !== 'number') return null;
  return (
    <span>
      <Shape size={20} stroke={1.75} aria-hidden="true" />
      {label} <strong>{clockTime(value, { language, timeZone })}</strong>
    </span>
  );
}
