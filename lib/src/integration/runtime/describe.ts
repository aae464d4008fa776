import { z } from 'zod';
import { isPlainObject } from '../../base/json.ts';
import type { JsonObject } from '../../base/json.ts';
import type { Integration } from '../define-integration.ts';
import type { IntegrationDescription } from '../messages.ts';

/** What a host learns of an integration without running it. */
export const describeIntegration = (integration: Integration): IntegrationDescription => ({
  id: integration.id,
  version: integration.version,
  needs: [...integration.needs],
  config: inputJsonSchema(integration.config.strict()),
  options: integration.options ? inputJsonSchema(integration.options) : null,
  services: Object.entries(integration.services).map(([name, { target, description, input, output }]) => ({
    name,
    target,
    description: description ?? '',
    input: inputJsonSchema(input),
    output: output ? inputJsonSchema(output) : null,
  })),
  events: Object.keys(integration.events),
  flows: Object.keys(integration.flows),
  secrets: secretPointers(inputJsonSchema(integration.config)),
});

/** JSON Schema of what a schema takes, with our `x-` marks. */
export const inputJsonSchema = (schema: z.ZodType): JsonObject =>
  JSON.parse(JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }))) as JsonObject;

/** JSON pointers of the fields marked secret; `*` stands for any key or index. */
export function secretPointers(schema: JsonObject): string[] {
  const found = new Set<string>();
  const walk = (node: unknown, path: string, depth: number): void => {
    if (!isPlainObject(node) || depth > 20) return;
    if (node['x-secret'] === true) found.add(path);
    const ref = node['$ref'];
    if (typeof ref === 'string') walk(resolve(schema, ref), path, depth + 1);
    for (const [key, inner] of Object.entries(isPlainObject(node['properties']) ? node['properties'] : {})) {
      walk(inner, `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, depth + 1);
    }
    for (const rest of ['items', 'additionalProperties']) walk(node[rest], `${path}/*`, depth + 1);
    for (const choice of ['anyOf', 'oneOf', 'allOf', 'prefixItems']) {
      const inner = choice === 'prefixItems' ? `${path}/*` : path;
      if (Array.isArray(node[choice]))
        node[choice].forEach((option: unknown) => walk(option, inner, depth + 1));
    }
  };
  walk(schema, '', 0);
  return [...found];
}

const resolve = (schema: JsonObject, ref: string): unknown =>
  ref
    .replace(/^#\/?/, '')
    .split('/')
    .filter((part) => part !== '')
    .reduce<unknown>((node, part) => (isPlainObject(node) ? node[part] : undefined), schema);
