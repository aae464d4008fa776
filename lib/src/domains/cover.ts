import { z } from 'zod';
import { defineDomain } from './description.ts';
import { unit } from './field-marks.ts';
import { wholePercent } from './field-schemas.ts';
import type { DomainSpec } from './spec.ts';

export const coverStates = ['open', 'opening', 'closed', 'closing'] as const;

const position = unit(wholePercent, '%').nullable().describe('0 closed, 100 open');
const tilt = unit(wholePercent, '%').nullable().describe('Tilt: 0 closed, 100 open');

interface Shown {
  readonly value: unknown;
  readonly attributes?: Readonly<Record<string, unknown>>;
}
const toggleCover = ({ value }: Shown): string =>
  value === 'closed' || value === 'closing' ? 'open_cover' : 'close_cover';
const toggleTilt = ({ attributes }: Shown): string =>
  attributes?.['current_tilt_position'] === 0 ? 'open_cover_tilt' : 'close_cover_tilt';

const spec = {
  domain: 'cover',
  description: 'Something that opens and closes: a blind, a garage door, a gate',
  value: z.enum(coverStates).describe('Where it is or which way it moves'),
  attributes: { current_position: position, current_tilt_position: tilt },
  deviceClasses: {
    awning: { units: [] },
    blind: { units: [] },
    curtain: { units: [] },
    damper: { units: [] },
    door: { units: [] },
    garage: { units: [], description: 'The door of a garage' },
    gate: { units: [] },
    shade: { units: [] },
    shutter: { units: [] },
    window: { units: [] },
  },
  services: {
    open_cover: { description: 'Open it', requires: ['open'], expects: () => ({ value: 'open' }) },
    close_cover: { description: 'Close it', requires: ['close'], expects: () => ({ value: 'closed' }) },
    stop_cover: { description: 'Stop it where it is', requires: ['stop'] },
    set_cover_position: {
      description: 'Move it to a position',
      requires: ['set_position'],
      input: { position: unit(wholePercent, '%').describe('0 closed, 100 open') },
      expects: ({ position: to }) => ({
        value: to === 0 ? 'closed' : 'open',
        attributes: { current_position: to },
      }),
    },
    toggle: { description: 'Close if open, else open', requires: ['open', 'close'], derived: toggleCover },
    toggle_cover: { description: 'The same as toggle', requires: ['open', 'close'], derived: toggleCover },
    open_cover_tilt: {
      description: 'Open the slats',
      requires: ['open_tilt'],
      expects: () => ({ attributes: { current_tilt_position: 100 } }),
    },
    close_cover_tilt: {
      description: 'Close the slats',
      requires: ['close_tilt'],
      expects: () => ({ attributes: { current_tilt_position: 0 } }),
    },
    stop_cover_tilt: { description: 'Stop the slats where they are', requires: ['stop_tilt'] },
    set_cover_tilt_position: {
      description: 'Move the slats to a position',
      requires: ['set_tilt'],
      input: { tilt_position: unit(wholePercent, '%').describe('0 closed, 100 open') },
      expects: ({ tilt_position: to }) => ({ attributes: { current_tilt_position: to } }),
    },
    toggle_cover_tilt: {
      description: 'Open the slats if closed, else close them',
      requires: ['open_tilt', 'close_tilt'],
      derived: toggleTilt,
    },
  },
  features: {
    open: {},
    close: {},
    set_position: { attributes: { current_position: position } },
    stop: {},
    open_tilt: {},
    close_tilt: {},
    stop_tilt: {},
    set_tilt: { attributes: { current_tilt_position: tilt } },
  },
} as const satisfies DomainSpec;

type CoverShape = typeof spec;
export interface CoverSpec extends CoverShape {}
export const cover = defineDomain<CoverSpec>(spec);
