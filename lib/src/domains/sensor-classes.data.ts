import { z } from 'zod';

const number = z.number();
/** Epoch milliseconds. */
const instant = z.int();

export const sensorClasses = {
  temperature: { units: ['°C', '°F', 'K'], value: number, precision: 1 },
  temperature_delta: { units: ['°C', '°F', 'K'], value: number, precision: 1 },
  humidity: { units: ['%'], value: number, precision: 0 },
  battery: { units: ['%'], value: number, precision: 0 },
  duration: { units: ['d', 'h', 'min', 's', 'ms', 'µs'], value: number },
  enum: { units: [], value: z.string() },
  timestamp: { units: [], value: instant },
} as const;
