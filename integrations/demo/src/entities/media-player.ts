import { InvalidInput, mediaPlayer } from '@lifeops/lib';
import type { Entity, Random } from '@lifeops/lib';
import type { House } from '../vendor/house.ts';
import { clamp, roundTo } from '../vendor/noise.ts';
import { halt, play, playerSources, positionAt, seek, skip, trackOf } from '../vendor/player.ts';
import type { Player } from '../vendor/player.ts';
import { tracks } from '../vendor/tracks.data.ts';

const features = [
  'play', 'pause', 'stop', 'seek', 'volume_set', 'volume_mute', 'volume_step', 'previous_track', 'next_track', 'turn_on',
  'turn_off', 'play_media', 'select_source', 'shuffle', 'repeat', 'browse_media',
] as const; // prettier-ignore

export function speaker(house: House, random: Random): Entity<Player> {
  const set = (change: (player: Player, now: number) => Player): void => house.change('player', change);
  const louder = (by: number): void =>
    set((player) => ({ ...player, volume: roundTo(clamp(player.volume + by, 0, 1), 0.01) }));
  return mediaPlayer({
    key: 'player',
    name: null,
    deviceClass: 'speaker',
    features,
    capabilities: { source_list: [...playerSources] },
    read: (player) => ({ value: player.state, attributes: attributesOf(player) }),
    commands: {
      mediaPlay: () => set(play),
      mediaPause: () =>
        set((player, now) => (player.state === 'playing' ? halt(player, 'paused', now) : player)),
      mediaStop: () => set((player, now) => halt(player, 'idle', now)),
      mediaSeek: ({ seek_position: seconds }) => set((player, now) => seek(player, seconds, now)),
      mediaNextTrack: () => set((player, now) => skip(player, 1, { now, chance: random.next() })),
      // As players do: back to the start of the track, and only from its first seconds to the one before.
      mediaPreviousTrack: () =>
        set((player, now) =>
          positionAt(player, now) > 3
            ? seek(player, 0, now)
            : skip(player, -1, { now, chance: random.next() }),
        ),
      volumeSet: ({ volume_level: volume }) => set((player) => ({ ...player, volume })),
      volumeMute: ({ is_volume_muted: muted }) => set((player) => ({ ...player, muted })),
      volumeUp: () => louder(0.05),
      volumeDown: () => louder(-0.05),
      turnOn: () => set((player, now) => (player.state === 'off' ? halt(player, 'idle', now) : player)),
      turnOff: () => set((player, now) => halt(player, 'off', now)),
      selectSource: ({ source }) => set((player) => ({ ...player, source })),
      shuffleSet: ({ shuffle }) => set((player) => ({ ...player, shuffle })),
      repeatSet: ({ repeat }) => set((player) => ({ ...player, repeat })),
      playMedia: ({ media_content_id: id }) => {
        const track = tracks.findIndex((one) => one.id === id);
        if (track < 0)
          throw new InvalidInput('The speaker does not have this.', [
            { path: '/media_content_id', message: 'unknown' },
          ]);
        set((player, now) => play({ ...player, track, position: 0, positionAt: now, state: 'idle' }, now));
      },
      browseMedia: () => ({
        media_content_id: 'demo',
        media_content_type: 'playlist',
        title: 'Demo music',
        can_play: false,
        can_expand: true,
        children: tracks.map(({ id, title }) => ({
          media_content_id: id,
          media_content_type: 'music',
          title,
          can_play: true,
          can_expand: false,
        })),
      }),
    },
  });
}

function attributesOf(player: Player) {
  const { title, artist, album, id, seconds } = trackOf(player);
  const isLoaded = player.state === 'playing' || player.state === 'paused';
  return {
    volume_level: player.volume,
    is_volume_muted: player.muted,
    source: player.source,
    shuffle: player.shuffle,
    repeat: player.repeat,
    media_content_id: isLoaded ? id : null,
    media_content_type: isLoaded ? 'music' : null,
    media_title: isLoaded ? title : null,
    media_artist: isLoaded ? artist : null,
    media_album_name: isLoaded ? album : null,
    media_duration: isLoaded ? seconds : null,
    media_position: isLoaded ? player.position : null,
    media_position_updated_at: isLoaded ? player.positionAt : null,
  };
}
