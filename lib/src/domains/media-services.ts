import { z } from 'zod';
import { choiceOf, unit } from './field-marks.ts';
import { name } from './field-schemas.ts';
import { repeatModes } from './media-features.ts';
import { together } from './input-rules.ts';
import type { DomainService } from './spec.ts';

const mediaItem = z.object({
  media_content_id: z.string().describe('Given to play_media'),
  media_content_type: z.string().describe('Given to play_media'),
  title: z.string().describe('What people see'),
  can_play: z.boolean().describe('It can be played'),
  can_expand: z.boolean().describe('It holds others'),
  thumbnail: z.string().nullable().default(null).describe('Address of a picture'),
});
const content = {
  media_content_id: z.string().min(1).max(4096).describe('What to play: an address, or an id of the source'),
  media_content_type: z
    .string()
    .min(1)
    .max(255)
    .describe('music, tvshow, movie, episode, channel, playlist, …'),
};

export const mediaServices = {
  turn_on: { description: 'Turn on', requires: ['turn_on'] },
  turn_off: { description: 'Turn off', requires: ['turn_off'], expects: () => ({ value: 'off' }) },
  toggle: {
    description: 'Turn off if on, else on',
    requires: ['turn_on', 'turn_off'],
    derived: ({ value }) => (value === 'off' ? 'turn_on' : 'turn_off'),
  },
  volume_up: { description: 'One step louder', requires: ['volume_step'] },
  volume_down: { description: 'One step quieter', requires: ['volume_step'] },
  volume_set: {
    description: 'Set the volume',
    requires: ['volume_set'],
    input: { volume_level: z.number().min(0).max(1).describe('0–1') },
    expects: (attributes) => ({ attributes }),
  },
  volume_mute: {
    description: 'Mute or unmute',
    requires: ['volume_mute'],
    input: { is_volume_muted: z.boolean().describe('True: mute') },
    expects: (attributes) => ({ attributes }),
  },
  media_play: { description: 'Play, or go on', requires: ['play'], expects: () => ({ value: 'playing' }) },
  media_pause: { description: 'Pause', requires: ['pause'], expects: () => ({ value: 'paused' }) },
  media_play_pause: {
    description: 'Pause if playing, else play',
    requires: ['play', 'pause'],
    derived: ({ value }) => (value === 'playing' || value === 'buffering' ? 'media_pause' : 'media_play'),
  },
  media_stop: { description: 'Stop', requires: ['stop'] },
  media_next_track: { description: 'Go to the next track', requires: ['next_track'] },
  media_previous_track: { description: 'Go to the track before', requires: ['previous_track'] },
  media_seek: {
    description: 'Go to a position of the present track',
    requires: ['seek'],
    input: { seek_position: unit(z.number().min(0), 's').describe('Seconds from its start') },
    expects: ({ seek_position: position }) => ({ attributes: { media_position: position } }),
  },
  play_media: { description: 'Play something', requires: ['play_media'], input: content },
  select_source: {
    description: 'Choose an input',
    requires: ['select_source'],
    input: { source: choiceOf(name, 'source_list').describe('The input') },
    expects: (attributes) => ({ attributes }),
  },
  select_sound_mode: {
    description: 'Choose a sound',
    requires: ['select_sound_mode'],
    input: { sound_mode: choiceOf(name, 'sound_mode_list').describe('The sound') },
    expects: (attributes) => ({ attributes }),
  },
  shuffle_set: {
    description: 'Play in random order, or not',
    requires: ['shuffle'],
    input: { shuffle: z.boolean().describe('True: random order') },
    expects: (attributes) => ({ attributes }),
  },
  repeat_set: {
    description: 'Choose what repeats',
    requires: ['repeat'],
    input: { repeat: z.enum(repeatModes).describe('Nothing, all, or the one that plays') },
    expects: (attributes) => ({ attributes }),
  },
  clear_playlist: { description: 'Empty the queue', requires: ['clear_playlist'] },
  join: {
    description: 'Let others play along',
    requires: ['grouping'],
    input: { group_members: z.array(name).min(1).max(100).describe('Entity ids of those that join') },
  },
  unjoin: { description: 'Play alone again', requires: ['grouping'] },
  browse_media: {
    description: 'What can be played',
    requires: ['browse_media'],
    input: {
      media_content_id: content.media_content_id
        .optional()
        .describe('What to look into; the top unless given'),
      media_content_type: content.media_content_type.optional().describe('Its type'),
    },
    output: mediaItem.extend({ children: z.array(mediaItem).describe('What it holds') }),
    check: (input) => together(input, ['media_content_id', 'media_content_type']),
  },
  search_media: {
    description: 'Find what can be played',
    requires: ['search_media'],
    input: { search_query: z.string().min(1).max(1000).describe('Words to look for') },
    output: z.object({ result: z.array(mediaItem).describe('What was found, best first') }),
  },
} as const satisfies Readonly<Record<string, DomainService>>;
