import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import type { WireEntity } from '@lifeops/lib/protocol';
import type { ShownState } from '../data/pending-store.ts';
import { ClimateControls } from './controls/climate-controls.tsx';
import { CoverControls } from './controls/cover-controls.tsx';
import { LightControls } from './controls/light-controls.tsx';
import { LockControls } from './controls/lock-controls.tsx';
import { MediaControls } from './controls/media-controls.tsx';
import {
  ActionControls,
  NumberControls,
  SelectControls,
  SwitchControls,
  TextControls,
} from './controls/plain-controls.tsx';
import { NotifyControls, TodoControls } from './controls/list-controls.tsx';
import { UpdateControls } from './controls/update-controls.tsx';
import './slider.css';

export interface ControlProps {
  readonly entity: WireEntity;
  readonly state: ShownState;
}

const controls: Readonly<Record<string, ComponentType<ControlProps>>> = {
  light: LightControls,
  switch: SwitchControls,
  climate: ClimateControls,
  cover: CoverControls,
  lock: LockControls,
  media_player: MediaControls,
  number: NumberControls,
  select: SelectControls,
  text: TextControls,
  button: ActionControls,
  scene: ActionControls,
  todo: TodoControls,
  notify: NotifyControls,
  update: UpdateControls,
};

/** What can be done with the entity, by its domain and features; nothing for what is only read. */
export function Controls({ entity, state }: ControlProps) {
  const { t } = useTranslation('entity');
  const Domain = controls[entity.domain];
  if (!Domain) return null;
  return (
    <section className="sheet-section" aria-label={t('controls')}>
      <Domain entity={entity} state={state} />
    </section>
  );
}
