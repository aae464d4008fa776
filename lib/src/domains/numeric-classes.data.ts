import { z } from 'zod';

const number = z.number();
const positive = z.number().min(0);

const pressureUnits = ['Pa', 'hPa', 'kPa', 'cbar', 'mbar', 'bar', 'mmHg', 'inHg', 'inH₂O', 'psi'] as const;
const energyUnits = [
  'J', 'kJ', 'MJ', 'GJ', 'mWh', 'Wh', 'kWh', 'MWh', 'GWh', 'TWh', 'cal', 'kcal', 'Mcal', 'Gcal',
] as const;
const volumeUnits = ['L', 'mL', 'm³', 'ft³', 'CCF', 'MCF', 'gal', 'fl. oz.'] as const;
const massUnits = ['kg', 'g', 'mg', 'µg', 'oz', 'lb', 'st'] as const;
const speedUnits = ['m/s', 'km/h', 'mph', 'kn', 'ft/s', 'mm/s', 'in/s', 'mm/h', 'mm/d', 'in/h', 'in/d'] as const;
const dust = { units: ['µg/m³'], value: number, precision: 0 } as const;

/** Classes of sensors and numbers whose value is a number: units that they allow (hub-model §10), ours at the end. */
export const numericClasses = {
  absolute_humidity: { units: ['g/m³', 'mg/m³'], value: number, precision: 1 },
  apparent_power: { units: ['mVA', 'VA', 'kVA'], value: number },
  aqi: { units: [], value: number, precision: 0, description: 'Air quality index' },
  area: { units: ['m²', 'cm²', 'km²', 'mm²', 'in²', 'ft²', 'yd²', 'mi²', 'ac', 'ha'], value: number },
  atmospheric_pressure: { units: pressureUnits, value: number, precision: 0 },
  battery: { units: ['%'], value: number, precision: 0, description: 'Charge that is left' },
  blood_glucose: { units: ['mg/dL', 'mmol/L'], value: number, precision: 1 },
  co2: { units: ['ppm'], value: number, precision: 0, description: 'Carbon dioxide' },
  co: { units: ['ppb', 'ppm', 'µg/m³', 'mg/m³'], value: number, description: 'Carbon monoxide' },
  conductivity: { units: ['S/cm', 'mS/cm', 'µS/cm'], value: number },
  current: { units: ['A', 'mA', 'µA'], value: number, precision: 2 },
  data_rate: {
    units: ['bit/s', 'kbit/s', 'Mbit/s', 'Gbit/s', 'B/s', 'kB/s', 'MB/s', 'GB/s', 'KiB/s', 'MiB/s', 'GiB/s'],
    value: number,
  },
  data_size: {
    units: [
      'bit', 'kbit', 'Mbit', 'Gbit', 'B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB', 'ZB', 'YB',
      'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB', 'ZiB', 'YiB',
    ],
    value: number,
  },
  distance: { units: ['km', 'm', 'cm', 'mm', 'mi', 'nmi', 'yd', 'ft', 'in'], value: number },
  duration: { units: ['d', 'h', 'min', 's', 'ms', 'µs'], value: number },
  energy: { units: energyUnits, value: number, precision: 2, description: 'Energy that flowed' },
  energy_distance: { units: ['kWh/100km', 'Wh/km', 'mi/kWh', 'km/kWh'], value: number, precision: 1 },
  energy_storage: { units: energyUnits, value: number, precision: 2, description: 'Energy that is stored' },
  frequency: { units: ['mHz', 'Hz', 'kHz', 'MHz', 'GHz'], value: number },
  gas: { units: ['L', 'm³', 'ft³', 'CCF', 'MCF'], value: number, description: 'Gas that flowed' },
  humidity: { units: ['%'], value: number, precision: 0 },
  illuminance: { units: ['lx'], value: number, precision: 0 },
  irradiance: { units: ['W/m²', 'BTU/(h⋅ft²)'], value: number, precision: 0 },
  moisture: { units: ['%'], value: number, precision: 0 },
  nitrogen_dioxide: { units: ['µg/m³', 'ppb'], value: number },
  nitrogen_monoxide: { units: ['µg/m³', 'ppb'], value: number },
  nitrous_oxide: { units: ['µg/m³', 'ppb'], value: number },
  ozone: { units: ['µg/m³', 'ppb'], value: number },
  ph: { units: [], value: number, precision: 1, description: 'Acidity' },
  pm1: { ...dust, description: 'Particles under 1 µm' },
  pm25: { ...dust, description: 'Particles under 2.5 µm' },
  pm4: { ...dust, description: 'Particles under 4 µm' },
  pm10: { ...dust, description: 'Particles under 10 µm' },
  power: { units: ['mW', 'W', 'kW', 'MW', 'GW', 'TW'], value: number, precision: 0 },
  power_factor: { units: ['%'], unitless: true, value: number },
  precipitation: { units: ['cm', 'in', 'mm'], value: number, precision: 1 },
  precipitation_intensity: { units: ['in/d', 'in/h', 'mm/d', 'mm/h'], value: number, precision: 1 },
  pressure: { units: pressureUnits, value: number },
  radon: { units: ['Bq/m³', 'pCi/L'], value: number },
  reactive_energy: { units: ['varh', 'kvarh'], value: number },
  reactive_power: { units: ['mvar', 'var', 'kvar'], value: number },
  signal_strength: { units: ['dB', 'dBm'], value: number, precision: 0 },
  sound_pressure: { units: ['dB', 'dBA'], value: number, precision: 0 },
  speed: { units: speedUnits, value: number },
  sulphur_dioxide: { units: ['µg/m³', 'ppb'], value: number },
  temperature: { units: ['°C', '°F', 'K'], value: number, precision: 1 },
  temperature_delta: { units: ['°C', '°F', 'K'], value: number, precision: 1, description: 'A difference of temperatures' },
  voc: { units: ['µg/m³', 'mg/m³'], value: number, description: 'Volatile organic compounds, by mass' },
  voc_parts: { units: ['ppm', 'ppb'], value: number, description: 'Volatile organic compounds, by parts' },
  voltage: { units: ['µV', 'mV', 'V', 'kV', 'MV'], value: number, precision: 1 },
  volume: { units: volumeUnits, value: number },
  volume_flow_rate: {
    units: ['m³/h', 'm³/min', 'm³/s', 'ft³/min', 'L/h', 'L/min', 'L/s', 'mL/s', 'gal/d', 'gal/h', 'gal/min'],
    value: number,
  },
  volume_storage: { units: volumeUnits, value: number, description: 'Volume that is stored' },
  water: { units: ['L', 'm³', 'ft³', 'CCF', 'MCF', 'gal'], value: number, description: 'Water that flowed' },
  weight: { units: massUnits, value: number },
  wind_direction: { units: ['°'], value: number, precision: 0, description: 'Where the wind comes from' },
  wind_speed: { units: ['m/s', 'km/h', 'mph', 'kn', 'ft/s'], value: number, precision: 1 },

  heart_rate: { units: ['bpm'], value: positive, precision: 0 },
  hrv: { units: ['ms'], value: positive, precision: 0, description: 'Heart rate variability' },
  mass_body: { units: massUnits, value: positive, precision: 1, description: 'Weight of a body' },
  score: { units: [], value: z.number().min(0).max(100), precision: 0, description: 'A rating from 0 to 100' },
  stock: {
    units: ['pcs', 'pack', 'kg', 'g', 'L', 'mL', 'm'],
    unitless: true,
    value: number,
    description: 'How much of something is at hand',
  },
  vo2max: { units: ['mL/(kg·min)'], value: positive, precision: 1, description: 'Greatest oxygen uptake' },
} as const;
