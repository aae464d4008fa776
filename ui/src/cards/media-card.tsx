import { IconPlayerPause, IconPlayerPlay, IconPlayerSkipForward } from '@tabler/icons-react';
import type { WireEntity } from '@lifeops/lib/protocol';
import { useCommand } from '../data/use-command.ts';
import { useEntity } from '../data/use-state.ts';
import { stateText } from '../format/state-text.ts';
import { useWording } from '../format/use-wording.tsx';
import { CardFrame } from './card-frame.tsx';
import './control-cards.css';

export const playing = (value: unknown): boolean => value === 'playing' || value === 'buffering';

export function MediaCard({ entity }: { readonly entity: WireEntity }) {
  const state = useEntity(entity.uid);
  const command = useCommand(entity);
  const wording = useWording();
  const { features } = entity.capability;
  const plays = playing(state?.value);
  const title = mediaTitle(state?.attributes ?? {});
  const active = plays || state?.value === 'paused';
  const word = stateText(entity, state, wording).text;
  return (
    <CardFrame
      entity={entity}
      state={state}
      tone={plays ? 'on' : 'off'}
      text={active && title !== '' ? title : word}
      wide={active}
      aside={
        active &&
        features.includes('play') && (
          <span className="stepper">
            <button
              type="button"
              aria-label={wording.t(plays ? 'entity:control.pause_of' : 'entity:control.play_of', {
                name: entity.full_name,
              })}
              onClick={() =>
                command({
                  service: plays ? 'media_pause' : 'media_play',
                  expect: { value: plays ? 'paused' : 'playing' },
                })
              }
            >
              {plays ? (
                <IconPlayerPause size={20} aria-hidden="true" />
              ) : (
                <IconPlayerPlay size={20} aria-hidden="true" />
              )}
            </button>
            {features.includes('next_track') && (
              <button
                type="button"
                aria-label={wording.t('entity:control.next_of', { name: entity.full_name })}
                onClick={() => command({ service: 'media_next_track' })}
              >
                <IconPlayerSkipForward size={20} aria-hidden="true" />
              </button>
            )}
          </span>
        )
      }
    />
  );
}

export function mediaTitle(attributes: { readonly [name: string]: unknown }): string {
  const parts = [attributes['media_title'], attributes['media_artist'] ?? attributes['media_series_title']];
  return parts.filter((part) => typeof part === 'string' && part !== '').join(' · ');
}
