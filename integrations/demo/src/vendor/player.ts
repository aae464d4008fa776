import { tracks } from './tracks.data.ts';
import type { Track } from './tracks.data.ts';

export const playerSources = ['Music', 'Radio', 'Line in'] as const;

export interface Player {
  readonly state: 'off' | 'idle' | 'playing' | 'paused';
  readonly track: number;
  /** Seconds into the track at `positionAt`; it runs on from there while playing. */
  readonly position: number;
  readonly positionAt: number;
  readonly volume: number;
  readonly muted: boolean;
  readonly source: string;
  readonly shuffle: boolean;
  readonly repeat: 'off' | 'all' | 'one';
}

export const firstPlayer = (now: number): Player => ({
  state: 'paused',
  track: 0,
  position: 0,
  positionAt: now,
  volume: 0.35,
  muted: false,
  source: playerSources[0],
  shuffle: false,
  repeat: 'all',
});

export const trackOf = ({ track }: Player): Track => tracks[track % tracks.length] as Track;

/** Seconds into the track at a moment. */
export const positionAt = (player: Player, now: number): number =>
  player.state === 'playing' ? player.position + (now - player.positionAt) / 1000 : player.position;

export const play = (player: Player, now: number): Player =>
  player.state === 'playing' ? player : { ...player, state: 'playing', positionAt: now };

/** Holds it where it is. */
export const halt = (player: Player, state: 'off' | 'idle' | 'paused', now: number): Player => ({
  ...player,
  state,
  position: state === 'paused' ? Math.floor(positionAt(player, now)) : 0,
  positionAt: now,
});

export const seek = (player: Player, seconds: number, now: number): Player => ({
  ...player,
  position: Math.min(seconds, trackOf(player).seconds),
  positionAt: now,
});

/** The track after or before; `chance` in [0, 1) chooses when the order is random. */
export function skip(
  player: Player,
  by: 1 | -1,
  at: { readonly now: number; readonly chance: number },
): Player {
  const step = player.shuffle ? 1 + Math.floor(at.chance * (tracks.length - 1)) : by;
  const track = (player.track + step + tracks.length) % tracks.length;
  return { ...player, track, position: 0, positionAt: at.now };
}

/** When the present track ends; null while nothing plays. */
export const trackEndsAt = (player: Player): number | null =>
  player.state === 'playing' ? player.positionAt + (trackOf(player).seconds - player.position) * 1000 : null;

/** Goes on to the next track when one ends. */
export function stepPlayer(player: Player, at: { readonly now: number; readonly chance: number }): Player {
  let next = player;
  for (let endsAt = trackEndsAt(next); endsAt !== null && endsAt <= at.now; endsAt = trackEndsAt(next)) {
    const ended = { ...at, now: endsAt };
    if (next.repeat === 'one') next = { ...next, position: 0, positionAt: endsAt };
    else if (next.repeat === 'off' && !next.shuffle && next.track === tracks.length - 1)
      next = halt(next, 'idle', endsAt);
    else next = skip(next, 1, ended);
  }
  return next;
}
