import { defineDomain } from './description.ts';
import { instant } from './field-schemas.ts';
import type { DomainSpec } from './spec.ts';

const spec = {
  domain: 'button',
  description: 'Something that can be pressed and has no state but when it last was',
  value: instant.describe('When it was last pressed, epoch milliseconds'),
  deviceClasses: {
    identify: { units: [], description: 'Makes the device show itself: blink, beep' },
    restart: { units: [], description: 'Restarts the device' },
    update: { units: [], description: 'Updates the device' },
  },
  services: { press: { description: 'Press it' } },
  features: {},
} as const satisfies DomainSpec;

type ButtonShape = typeof spec;
export interface ButtonSpec extends ButtonShape {}
export const button = defineDomain<ButtonSpec>(spec);
