import { z } from 'zod';
import { mediaFeatures } from './media-features.ts';
import { mediaServices } from './media-services.ts';
import { defineDomain } from './description.ts';
import { unit } from './field-marks.ts';
import { instant, name, shortText } from './field-schemas.ts';
import type { DomainSpec } from './spec.ts';

export const mediaPlayerStates = ['off', 'on', 'idle', 'playing', 'paused', 'buffering'] as const;

const words = shortText.nullable();

const spec = {
  domain: 'media_player',
  description: 'Plays music, speech or pictures',
  value: z.enum(mediaPlayerStates).describe('What it does'),
  attributes: {
    volume_level: z.number().min(0).max(1).nullable().describe('0–1'),
    is_volume_muted: z.boolean().nullable().describe('Whether it is muted'),
    media_content_id: words.describe('What it plays, as the source names it'),
    media_content_type: words.describe('music, tvshow, movie, episode, channel, playlist, …'),
    media_title: words.describe('Title'),
    media_artist: words.describe('Artist'),
    media_album_name: words.describe('Album'),
    media_album_artist: words.describe('Artist of the album'),
    media_track: z.int().nullable().describe('Number of the track'),
    media_series_title: words.describe('Series'),
    media_season: words.describe('Season of the series'),
    media_episode: words.describe('Episode of the season'),
    media_channel: words.describe('Channel'),
    media_playlist: words.describe('Playlist'),
    media_duration: unit(z.number().min(0), 's').nullable().describe('Length, in seconds'),
    media_position: unit(z.number().min(0), 's')
      .nullable()
      .describe(
        'Position when it was last read, in seconds; it runs on from media_position_updated_at while playing',
      ),
    media_position_updated_at: instant.nullable().describe('When the position was read, epoch milliseconds'),
    app_id: words.describe('App that plays, as the device names it'),
    app_name: words.describe('App that plays'),
    group_members: z.array(name).describe('Entity ids that play together, the leader first'),
    entity_picture: z.string().max(4096).nullable().describe('Address of the cover picture'),
  },
  deviceClasses: {
    tv: { units: [], description: 'A television' },
    speaker: { units: [] },
    receiver: { units: [], description: 'An amplifier with inputs' },
    projector: { units: [] },
  },
  services: mediaServices,
  features: mediaFeatures,
} as const satisfies DomainSpec;

type MediaPlayerShape = typeof spec;
export interface MediaPlayerSpec extends MediaPlayerShape {}
export const mediaPlayer = defineDomain<MediaPlayerSpec>(spec);
