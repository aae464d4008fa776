import { manifestSchema } from '../../lib/src/integration/manifest.ts';
import { code, generatedNotice, page, table } from './markdown.ts';
import { defaultOf, describe, fieldsOf, schemaOf, words } from './schema-words.ts';

/** What the schema's own words leave open. */
const meanings: Readonly<Record<string, string>> = {
  $schema: 'For editors',
  name: 'What people read',
  kind: 'What it stands for: a device, a hub of devices, a service on the net, a helper, a part of the system, something virtual',
  needs: 'The [ports](ports.md) that the code asks for; the same as in the code',
  calls: 'Services that the `call` port may call, as `light.turn_on` or `light.*`',
  isolation: 'What it may share a thread or process with',
  discovery: 'By what its devices are found on the network',
  limits: 'What it is held to',
  quality: 'The [quality level](../quality-levels.md) that it keeps',
};

export function manifestPage(): string {
  return page(
    generatedNotice,
    '# Manifest',
    '`manifest.json` lies beside the `package.json` of an integration and says what a hub must know before any of its code runs. Fields that are not listed here are refused. The configuration schema is not in it: the hub reads that from the code.',
    table(
      ['field', 'value', 'default', 'meaning'],
      fieldsOf(schemaOf(manifestSchema, 'input')).map(({ name, required, schema }) => [
        code(required ? name : `${name}?`),
        words(schema),
        defaultOf(schema),
        meanings[name] ?? describe(schema),
      ]),
    ),
  );
}
