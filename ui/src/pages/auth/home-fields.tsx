import { useState } from 'react';
import { IconCurrentLocation } from '@tabler/icons-react';
import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export interface HomeValues {
  readonly name: string;
  readonly latitude: number | '';
  readonly longitude: number | '';
  readonly time_zone: string;
  readonly currency: string;
  readonly units: 'metric' | 'imperial';
}

interface HomeFieldsProps {
  readonly values: HomeValues;
  readonly change: (values: HomeValues) => void;
  /** Fields that the configuration file sets. */
  readonly readOnly?: readonly string[];
}

const currencies = [
  'EUR',
  'PLN',
  'SEK',
  'NOK',
  'DKK',
  'CZK',
  'GBP',
  'CHF',
  'USD',
  'CAD',
  'AUD',
  'JPY',
  'UAH',
];
const asCoordinate = (value: string | number): number | '' =>
  typeof value === 'number' ? value : value === '' ? '' : Number(value);

/** The home's name, place, time zone, currency and units: at first run and in the settings. */
export function HomeFields({ values, change, readOnly = [] }: HomeFieldsProps) {
  const { t } = useTranslation('settings');
  const fixed = (field: string) =>
    readOnly.includes(field) ? { disabled: true, description: t('home.in_file') } : {};
  const zones = withPresent(Intl.supportedValuesOf('timeZone'), values.time_zone);
  return (
    <div className="fields" data-columns="2">
      <TextInput
        label={t('home.name')}
        value={values.name}
        required
        maxLength={100}
        {...fixed('name')}
        onChange={(event) => change({ ...values, name: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('home.time_zone')}
        value={values.time_zone}
        data={zones}
        {...fixed('time_zone')}
        onChange={(event) => change({ ...values, time_zone: event.currentTarget.value })}
      />
      <NumberInput
        label={t('home.latitude')}
        value={values.latitude}
        min={-90}
        max={90}
        decimalScale={5}
        hideControls
        {...fixed('latitude')}
        onChange={(value) => change({ ...values, latitude: asCoordinate(value) })}
      />
      <NumberInput
        label={t('home.longitude')}
        value={values.longitude}
        min={-180}
        max={180}
        decimalScale={5}
        hideControls
        {...fixed('longitude')}
        onChange={(value) => change({ ...values, longitude: asCoordinate(value) })}
      />
      {!readOnly.includes('latitude') && (
        <DevicePlace found={(latitude, longitude) => change({ ...values, latitude, longitude })} />
      )}
      <NativeSelect
        label={t('home.currency')}
        value={values.currency}
        data={withPresent(currencies, values.currency)}
        {...fixed('currency')}
        onChange={(event) => change({ ...values, currency: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('home.units')}
        value={values.units}
        data={[
          { value: 'metric', label: t('home.metric') },
          { value: 'imperial', label: t('home.imperial') },
        ]}
        {...fixed('units')}
        onChange={(event) =>
          change({ ...values, units: event.currentTarget.value === 'imperial' ? 'imperial' : 'metric' })
        }
      />
    </div>
  );
}

const withPresent = (list: readonly string[], present: string): string[] =>
  list.includes(present) || present === '' ? [...list] : [present, ...list];

/** Browsers tell their place only on a secure page; elsewhere the button says so. */
function DevicePlace({ found }: { readonly found: (latitude: number, longitude: number) => void }) {
  const { t } = useTranslation('settings');
  const [state, setState] = useState<'ready' | 'asking' | 'refused'>('ready');
  const ask = () => {
    setState('asking');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        found(Number(coords.latitude.toFixed(5)), Number(coords.longitude.toFixed(5)));
        setState('ready');
      },
      () => setState('refused'),
      { timeout: 15_000 },
    );
  };
  return (
    <div className="device-place" style={{ gridColumn: '1 / -1' }}>
      <Button
        variant="default"
        loading={state === 'asking'}
        leftSection={<IconCurrentLocation size={20} aria-hidden="true" />}
        onClick={ask}
      >
        {t('home.use_place')}
      </Button>
      <output className="row-note">{t(state === 'refused' ? 'home.place_refused' : 'home.place_why')}</output>
    </div>
  );
}
