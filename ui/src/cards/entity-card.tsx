import { memo } from 'react';
import type { ComponentType } from 'react';
import type { WireEntity } from '@lifeops/lib/protocol';
import { ActionCard } from './action-card.tsx';
import { ClimateCard } from './climate-card.tsx';
import { CoverCard } from './cover-card.tsx';
import { LightCard } from './light-card.tsx';
import { LockCard } from './lock-card.tsx';
import { MediaCard } from './media-card.tsx';
import { NumberCard } from './number-card.tsx';
import { PlainCard } from './plain-card.tsx';
import { ReadingTile } from './reading-tile.tsx';
import { SwitchCard } from './switch-card.tsx';

type Card = ComponentType<{ readonly entity: WireEntity }>;
const cards: Readonly<Record<string, Card>> = {
  light: LightCard,
  switch: SwitchCard,
  climate: ClimateCard,
  cover: CoverCard,
  lock: LockCard,
  media_player: MediaCard,
  scene: ActionCard,
  button: ActionCard,
  number: NumberCard,
  sensor: ReadingTile,
  binary_sensor: ReadingTile,
  event: ReadingTile,
};

/** The card of an entity by its domain. Drawn again when its own state changes, not when another's does. */
export const EntityCard = memo(function EntityCard({ entity }: { readonly entity: WireEntity }) {
  const Card = cards[entity.domain] ?? PlainCard;
  return <Card entity={entity} />;
});
