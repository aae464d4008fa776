import type { WireEntity } from '@lifeops/lib/protocol';
import type { ClientState } from '@lifeops/lib/client';
import type { Command } from '../data/use-command.ts';

/** What lets people in is opened only after a question. */
const outside = new Set(['garage', 'gate', 'door']);
export const coverNeedsAsking = ({ capability }: WireEntity): boolean =>
  outside.has(capability.deviceClass ?? '');

export function coverPosition({ attributes }: ClientState): number | undefined {
  const position = attributes['current_position'];
  return typeof position === 'number' ? position : undefined;
}

export const openCover = (nowOrNever: boolean): Command => ({
  service: 'open_cover',
  expect: { value: 'opening' },
  nowOrNever,
});

export const moveCover = (position: number): Command => ({
  service: 'set_cover_position',
  data: { position },
  expect: { attributes: { current_position: position } },
});
