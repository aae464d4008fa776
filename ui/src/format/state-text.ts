import type { TFunction } from 'i18next';
import type { WireEntity } from '@lifeops/lib/protocol';
import type { ClientState } from '@lifeops/lib/client';
import { formatDegrees, formatNumber } from './format-value.ts';
import { wordOf } from './word-of.ts';
import { percentText } from './percent-text.ts';
import type { Reader, Shown } from './format-value.ts';
import { exactTime, relativeTime } from './format-time.ts';

export interface Wording extends Reader {
  readonly t: TFunction;
  readonly timeZone: string | undefined;
  readonly now: () => number;
}

const timeClasses = new Set(['timestamp', 'uptime']);
/** Domains whose value is the moment when they were last used. */
const momentDomains = new Set(['button', 'scene', 'event', 'notify']);

/** Whether its text is a relative time, which changes by itself. */
export const showsMoment = ({ domain, capability }: WireEntity): boolean =>
  momentDomains.has(domain) || timeClasses.has(capability.deviceClass ?? '');

/** What a state says, in the person's words and units. */
export function stateText(entity: WireEntity, state: ClientState | undefined, wording: Wording): Shown {
  const { t, language, now } = wording;
  if (!state || state.status === 'unavailable') return { text: t('words:status.unavailable'), unit: '' };
  const { value } = state;
  if (value === null)
    return { text: t(momentDomains.has(entity.domain) ? 'words:never' : 'words:status.unknown'), unit: '' };
  const { deviceClass } = entity.capability;
  if (typeof value === 'number') {
    if (momentDomains.has(entity.domain)) return { text: relativeTime(value, now(), language), unit: '' };
    if (deviceClass !== null && timeClasses.has(deviceClass))
      return { text: relativeTime(value, now(), language), unit: '' };
    if (entity.domain === 'todo') return { text: t('words:todo.open', { count: value }), unit: '' };
    return formatNumber(value, entity, wording);
  }
  const { brightness } = state.attributes;
  if (entity.domain === 'light' && value === true && typeof brightness === 'number')
    return { text: percentText(Math.max(1, Math.round((brightness / 255) * 100)), language), unit: '' };
  if (typeof value === 'boolean') return { text: t(booleanKey(entity, value)), unit: '' };
  if (entity.domain === 'climate') return { text: climateText(state, wording), unit: '' };
  return { text: wordText(entity, value, t), unit: '' };
}

const booleanKey = ({ domain, capability }: WireEntity, on: boolean): string => {
  const word = on ? 'on' : 'off';
  if (domain === 'binary_sensor' && capability.deviceClass !== null)
    return `words:binary.${capability.deviceClass}.${word}`;
  if (domain === 'calendar') return `words:calendar.${word}`;
  if (domain === 'update') return `words:binary.update.${word}`;
  return `words:${word}`;
};

function climateText({ value, attributes }: ClientState, { t, language, units }: Wording): string {
  const action = wordOf(attributes['hvac_action']) || wordOf(value);
  const word = t(`words:action.${action}`, { defaultValue: plain(action) });
  const target = attributes['temperature'];
  if (typeof target !== 'number' || value === 'off') return word;
  return `${word} · ${formatDegrees(target, { language, units }, target % 1 === 0 ? 0 : 1)}`;
}

/** A word of a domain in the person's language; a word of the source as it comes, made readable. */
export function wordText({ domain, capability }: WireEntity, value: string, t: TFunction): string {
  const area = domain === 'person' || domain === 'device_tracker' ? 'place' : domain;
  const known = t(`words:${area}.${value.replace('-', '_')}`, { defaultValue: '' });
  if (known !== '') return known;
  return capability.deviceClass === 'date' ? value : plain(value);
}

/** `night_rest` → "Night rest". */
export const plain = (word: string): string => {
  const spaced = /^[a-z0-9]+(?:[_-][a-z0-9]+)*$/.test(word) ? word.replace(/[_-]/g, ' ') : word;
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
};

/** For the title of a relative time: the exact one. */
export const exactText = (at: number, { language, timeZone }: Wording): string =>
  exactTime(at, { language, timeZone });
