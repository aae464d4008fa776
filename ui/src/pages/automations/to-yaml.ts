import type { Json } from '@lifeops/lib';

/** Plain data as YAML in block style. Texts that YAML would read as something else are quoted. */
export function toYaml(value: Json, indent = ''): string {
  if (Array.isArray(value)) {
    if (value.length === 0) return `${indent}[]\n`;
    return value.map((item: Json) => `${indent}- ${below(item, `${indent}  `)}`).join('');
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    if (entries.length === 0) return `${indent}{}\n`;
    return entries.map(([key, item]) => `${indent}${scalar(key)}:${after(item, indent)}`).join('');
  }
  return `${indent}${scalar(value)}\n`;
}

/** Behind a dash: the first line stands on its line. */
const below = (item: Json, indent: string): string => toYaml(item, indent).slice(indent.length);

/** Behind a key: scalars on its line, the rest on the next. */
function after(item: Json, indent: string): string {
  const empty = typeof item === 'object' && item !== null && Object.keys(item).length === 0;
  if (typeof item !== 'object' || item === null || empty) return ` ${toYaml(item)}`;
  return `\n${toYaml(item, `${indent}  `)}`;
}

const plainText = /^[\p{L}_/][\p{L}\p{N}_ ./°%()+-]*$/u;
const reserved = /^(?:true|false|null|yes|no|on|off|~|y|n)$/i;

function scalar(value: Json): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  return plainText.test(value) && !reserved.test(value) && !value.endsWith(' ')
    ? value
    : JSON.stringify(value);
}
