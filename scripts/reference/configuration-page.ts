import { describeSchema } from '../../hub/src/config/json-schema.ts';
import type { FieldDescription } from '../../hub/src/config/json-schema.ts';
import { code, generatedNotice, page, table } from './markdown.ts';
import { fieldsOf, words } from './schema-words.ts';
import type { Schema } from './schema-words.ts';

export function configurationPage(): string {
  const bySection = Map.groupBy(describeSchema(), ({ field }) => field.split(/[.[]/, 1)[0] ?? field);
  return page(
    generatedNotice,
    '# Configuration',
    'Every setting of `config.yaml`. What is left out keeps its default or is set in the UI. Any value can also come from the environment as `LIFEOPS__SECTION__KEY`, as in `LIFEOPS__SERVER__PORT=8100`. _At start_: a change takes effect when the hub starts anew; the others when it reads the configuration again.',
    ...[...bySection].map(([section, fields]) => sectionOf(section, fields)),
  );
}

function sectionOf(section: string, fields: readonly FieldDescription[]): string {
  const [own, ...inner] = fields;
  const leaves = inner.filter(({ schema }) => fieldsOf(schema).length === 0);
  const rows = leaves.map((field) => [
    code(field.field),
    valueOf(field.schema),
    'default' in field.schema ? code(JSON.stringify(field.default)) : '',
    meaningOf(field),
    field.schema['x-needs-restart'] === true ? 'at start' : '',
  ]);
  return [
    `## ${section}`,
    own?.description ?? '',
    rows.length === 0 ? '' : table(['setting', 'value', 'default', 'meaning', 'takes effect'], rows),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** The schema's own words for people where it has some, as its errors use them. */
const valueOf = (schema: Schema): string =>
  typeof schema['x-expects'] === 'string' ? schema['x-expects'] : words(schema);

const meaningOf = ({ title, description }: FieldDescription): string =>
  [title, description].filter((text) => text !== undefined).join(': ');
