import {
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerSkipBack,
  IconPlayerSkipForward,
  IconPower,
  IconVolume,
  IconVolumeOff,
} from '@tabler/icons-react';
import { mediaTitle, playing } from '../../cards/media-card.tsx';
import { percentText } from '../../format/percent-text.ts';
import { useCommand } from '../../data/use-command.ts';
import { useWording } from '../../format/use-wording.tsx';
import type { ControlProps } from '../controls.tsx';
import { Slider } from '../slider.tsx';
import { ChoiceGroup } from '../choice-group.tsx';

export function MediaControls({ entity, state }: ControlProps) {
  const command = useCommand(entity);
  const { t, language } = useWording();
  const { features, attributes } = entity.capability;
  const plays = playing(state.value);
  const title = mediaTitle(state.attributes);
  const volume = state.attributes['volume_level'];
  const muted = state.attributes['is_volume_muted'] === true;
  const sources = attributes['source_list'];
  return (
    <>
      {title !== '' && <p>{title}</p>}
      <div className="control-buttons">
        {features.includes('previous_track') && (
          <button
            type="button"
            aria-label={t('entity:control.previous')}
            onClick={() => command({ service: 'media_previous_track' })}
          >
            <IconPlayerSkipBack size={22} aria-hidden="true" />
          </button>
        )}
        {features.includes('play') && (
          <button
            type="button"
            aria-label={t(plays ? 'entity:control.pause' : 'entity:control.play')}
            onClick={() =>
              command({
                service: plays ? 'media_pause' : 'media_play',
                expect: { value: plays ? 'paused' : 'playing' },
              })
            }
          >
            {plays ? (
              <IconPlayerPause size={22} aria-hidden="true" />
            ) : (
              <IconPlayerPlay size={22} aria-hidden="true" />
            )}
          </button>
        )}
        {features.includes('next_track') && (
          <button
            type="button"
            aria-label={t('entity:control.next')}
            onClick={() => command({ service: 'media_next_track' })}
          >
            <IconPlayerSkipForward size={22} aria-hidden="true" />
          </button>
        )}
        {features.includes('volume_mute') && (
          <button
            type="button"
            aria-label={t('entity:control.mute')}
            aria-pressed={muted}
            onClick={() =>
              command({
                service: 'volume_mute',
                data: { is_volume_muted: !muted },
                expect: { attributes: { is_volume_muted: !muted } },
              })
            }
          >
            {muted ? (
              <IconVolumeOff size={22} aria-hidden="true" />
            ) : (
              <IconVolume size={22} aria-hidden="true" />
            )}
          </button>
        )}
        {features.includes('turn_off') && (
          <button
            type="button"
            aria-label={t('entity:control.power')}
            onClick={() => command({ service: 'toggle' })}
          >
            <IconPower size={22} aria-hidden="true" />
          </button>
        )}
      </div>
      {features.includes('volume_set') && typeof volume === 'number' && (
        <Slider
          level={{
            value: Math.round(volume * 100),
            min: 0,
            max: 100,
            step: 1,
            label: t('entity:control.volume'),
            text: (value) => percentText(value, language),
            set: (value) =>
              command({
                service: 'volume_set',
                data: { volume_level: value / 100 },
                expect: { attributes: { volume_level: value / 100 } },
              }),
          }}
        />
      )}
      {features.includes('select_source') && Array.isArray(sources) && (
        <ChoiceGroup label={t('entity:control.source')}>
          {sources.map(String).map((source) => (
            <button
              key={source}
              type="button"
              aria-pressed={state.attributes['source'] === source}
              onClick={() =>
                command({ service: 'select_source', data: { source }, expect: { attributes: { source } } })
              }
            >
              {source}
            </button>
          ))}
        </ChoiceGroup>
      )}
    </>
  );
}
