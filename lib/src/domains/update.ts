import { z } from 'zod';
import { defineDomain } from './description.ts';
import { unit } from './field-marks.ts';
import { name, percent } from './field-schemas.ts';
import { onOffWords } from './on-off.ts';
import type { DomainSpec } from './spec.ts';

const spec = {
  domain: 'update',
  description: 'Software of a device or service, and whether a newer version waits',
  value: z.boolean().describe('True: an update waits'),
  words: onOffWords,
  attributes: {
    installed_version: name.nullable().describe('Version in use'),
    latest_version: name.nullable().describe('Newest version that is offered'),
    title: z.string().max(255).nullable().describe('Name of the software, where it differs from the device'),
    release_summary: z.string().max(1000).nullable().describe('What is new, in short'),
    release_url: z.string().max(2000).nullable().describe('Where the whole notes are'),
    auto_update: z.boolean().describe('It updates by itself'),
  },
  deviceClasses: { firmware: { units: [], description: 'The firmware of a device' } },
  services: {
    install: {
      description: 'Install the update',
      requires: ['install'],
      expects: () => ({ value: false }),
    },
  },
  features: {
    install: {},
    specific_version: {
      input: {
        install: { version: name.optional().describe('Version to install; the newest unless given') },
      },
    },
    backup: { input: { install: { backup: z.boolean().optional().describe('Back up first') } } },
    progress: {
      attributes: {
        in_progress: z.boolean().describe('It is being installed'),
        update_percentage: unit(percent, '%').nullable().describe('How far; null where not known'),
      },
    },
  },
} as const satisfies DomainSpec;

type UpdateShape = typeof spec;
export interface UpdateSpec extends UpdateShape {}
export const update = defineDomain<UpdateSpec>(spec);
