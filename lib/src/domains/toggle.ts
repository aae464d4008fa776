import { z } from 'zod';
import { defineDomain } from './description.ts';
import type { DomainSpec } from './spec.ts';
import { onOffWords, toggleBy } from './on-off.ts';

const spec = {
  domain: 'switch',
  description: 'Something that is on or off: an outlet, a relay, a setting',
  value: z.boolean().describe('Whether it is on'),
  words: onOffWords,
  deviceClasses: {
    outlet: { units: [], description: 'Feeds what is plugged in' },
    switch: { units: [], description: 'Switches a fixed thing' },
  },
  services: {
    turn_on: { description: 'Turn on', expects: () => ({ value: true }) },
    turn_off: { description: 'Turn off', expects: () => ({ value: false }) },
    toggle: { description: 'Turn off if on, else on', derived: toggleBy('turn_on', 'turn_off') },
  },
  features: {},
} as const satisfies DomainSpec;

type SwitchShape = typeof spec;
export interface SwitchSpec extends SwitchShape {}
/** The domain `switch`; the word itself is reserved in TypeScript. */
export const toggle = defineDomain<SwitchSpec>(spec);
