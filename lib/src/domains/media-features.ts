import { z } from 'zod';
import { choiceOf } from './field-marks.ts';
import { name } from './field-schemas.ts';
import type { DomainSpec } from './spec.ts';

export const repeatModes = ['off', 'all', 'one'] as const;

export const mediaFeatures = {
  pause: {},
  seek: {},
  volume_set: { attributes: { volume_level: z.number().min(0).max(1).nullable().describe('0–1') } },
  volume_mute: { attributes: { is_volume_muted: z.boolean().nullable().describe('Whether it is muted') } },
  volume_step: {},
  previous_track: {},
  next_track: {},
  turn_on: {},
  turn_off: {},
  play: {},
  stop: {},
  play_media: {},
  announce: {
    input: {
      play_media: { announce: z.boolean().optional().describe('Speak over what plays, then go on with it') },
    },
  },
  enqueue: {
    input: {
      play_media: {
        enqueue: z.enum(['add', 'next', 'play', 'replace']).optional().describe('Where in the queue it goes'),
      },
    },
  },
  clear_playlist: {},
  select_source: {
    attributes: { source: choiceOf(name, 'source_list').nullable().describe('Chosen input') },
    capabilities: { source_list: z.array(name).describe('Inputs that can be chosen') },
  },
  select_sound_mode: {
    attributes: { sound_mode: choiceOf(name, 'sound_mode_list').nullable().describe('Chosen sound') },
    capabilities: { sound_mode_list: z.array(name).describe('Sounds that can be chosen') },
  },
  shuffle: { attributes: { shuffle: z.boolean().nullable().describe('Whether it plays in random order') } },
  repeat: { attributes: { repeat: z.enum(repeatModes).nullable().describe('What it repeats') } },
  grouping: {
    attributes: { group_members: z.array(name).describe('Entity ids that play together, the leader first') },
  },
  browse_media: {},
  search_media: {},
} as const satisfies DomainSpec['features'];
