import { z } from 'zod';
import { location } from '../model/marks.ts';
import { unit } from './field-marks.ts';

/** At home, away, or in a zone that has a name. */
export const placeValue = location(z.string().min(1).max(255)).describe(
  'home, not_home, or the name of a zone',
);

/** Where somebody or something is; all of it is redacted in diagnostics. */
export const placeAttributes = {
  latitude: location(unit(z.number().min(-90).max(90), '°'))
    .nullable()
    .describe('WGS 84, north positive'),
  longitude: location(unit(z.number().min(-180).max(180), '°'))
    .nullable()
    .describe('WGS 84, east positive'),
  location_accuracy: unit(z.number().min(0), 'm')
    .nullable()
    .describe('Radius that it lies within, in metres'),
  in_zones: location(z.array(z.string())).describe(
    'Entity ids of the zones that it is in: the smallest first, then the nearest centre',
  ),
};
