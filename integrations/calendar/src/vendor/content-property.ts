import ICAL from 'ical.js';
import type { ContentLine } from './component-tree.ts';

/** One property with its parameters (lower-case names) and its value: unescaped where it is text, else as written. */
export interface ContentProperty {
  readonly name: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly value: string;
  readonly line: number;
}

const textNames = 'summary description location uid name x-wr-calname'.split(' ');

/**
 * Tells ical.js to unescape text and to leave all other values as they stand: its own readers of dates and rules refuse
 * much that is found in the wild.
 */
const design = {
  name: 'calendar',
  property: Object.fromEntries(textNames.map((name) => [name, { defaultType: 'text' }])),
  value: { text: ICAL.design.icalendar.value['text'] },
  param: {},
  propertyGroups: false,
};

/** Parameters of a property in UTF-16 units: ical.js takes time by the square of their number. */
const longestParameters = 4096;

/** Parses one content line (RFC 5545 §3.1); null when its parameters cannot be told from its value. */
export function parseProperty(line: ContentLine): ContentProperty | null {
  if (!hasValueWithin(line.text, longestParameters)) return null;
  let jcal: unknown;
  try {
    jcal = ICAL.parse.property(line.text.trimStart(), design);
  } catch {
    // The only thing that can be wrong here is the line; the caller reports it with its number.
    return null;
  }
  if (!Array.isArray(jcal) || jcal.length < 4) return null;
  const [, given, type, value] = jcal as [unknown, Record<string, unknown>, unknown, unknown];
  const parameters: Record<string, string> = { value: String(type).toUpperCase() };
  for (const [name, parameter] of Object.entries(given)) parameters[name] = String(parameter).trim();
  return { name: line.name, parameters, value: String(value), line: line.line };
}

/** A colon outside of quotes among the first units; a short line is left to ical.js to judge. */
function hasValueWithin(text: string, limit: number): boolean {
  if (text.length <= limit) return true;
  let quoted = false;
  for (let at = 0; at < limit; at++) {
    if (text[at] === '"') quoted = !quoted;
    else if (text[at] === ':' && !quoted) return true;
  }
  return false;
}
