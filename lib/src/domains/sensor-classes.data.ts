import { z } from 'zod';
import { currencies } from '../model/currencies.data.ts';
import { numericClasses } from './numeric-classes.data.ts';

/** Every class of a sensor: numbers, money, times, and one of several words. */
export const sensorClasses = {
  ...numericClasses,
  monetary: {
    units: currencies,
    value: z.number(),
    precision: 2,
    description: 'Money in units of its currency',
  },
  money: {
    units: currencies,
    value: z.int(),
    description: 'Money in minor units (öre, grosz, cent) of its currency',
  },
  date: { units: [], value: z.iso.date(), description: 'A calendar day, YYYY-MM-DD' },
  enum: { units: [], value: z.string(), description: 'One of several words' },
  timestamp: { units: [], value: z.int(), description: 'A point in time, epoch milliseconds' },
  uptime: { units: [], value: z.int(), description: 'Since when it runs, epoch milliseconds' },
} as const;
