import { z } from '@lifeops/lib';
import { operations, problemSchema } from '@lifeops/lib/protocol';
import type { Operation } from '@lifeops/lib/protocol';
import { SchemaComponents } from './schema-components.ts';
import type { JsonNode } from './schema-components.ts';
import { routeOf } from './operation-routes.ts';
import { pathFields, takesQuery } from './request-input.ts';

/** The OpenAPI 3.1 document of every operation. */
export function openApiDocument(hub: { readonly version: string; readonly url: string }): JsonNode {
  const components = new SchemaComponents();
  const problem = components.add('Problem', z.toJSONSchema(problemSchema, { io: 'output' }) as JsonNode);
  const paths: Record<string, Record<string, JsonNode>> = {};
  for (const operation of Object.values<Operation>(operations)) {
    const route = routeOf(operation);
    (paths[route] ??= {})[operation.method.toLowerCase()] = describe(operation, components);
  }
  return {
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: {
      title: 'LifeOps',
      version: hub.version,
      description: 'Everything that the web UI does, it does through these operations.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: hub.url }],
    tags: [...new Set(Object.keys(operations).map(areaOf))].map((name) => ({ name })),
    paths,
    components: {
      schemas: components.all(),
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'A session or a token, as `lo_…`' },
      },
      responses: {
        Problem: {
          description: 'What went wrong (RFC 9457)',
          headers: { 'X-Request-Id': { schema: { type: 'string' } } },
          content: {
            'application/problem+json': {
              schema: problem,
              example: {
                type: 'urn:lifeops:error:not-found',
                title: 'Not found',
                status: 404,
                detail: 'There is no entity light.kitchn.',
                code: 'not-found',
              },
            },
          },
        },
      },
    },
  };
}

function describe(operation: Operation, components: SchemaComponents): JsonNode {
  const input = z.toJSONSchema(operation.input, { io: 'input', unrepresentable: 'any' }) as JsonNode;
  const output = z.toJSONSchema(operation.output, { io: 'output', unrepresentable: 'any' }) as JsonNode;
  const inPath = pathFields(operation.path);
  const { fields, required, body } = split(components.inline(input), inPath);
  const parameters = [
    ...inPath.map((name) => ({ name, in: 'path', required: true, schema: fields[name] ?? {} })),
    ...(takesQuery(operation)
      ? Object.entries(fields)
          .filter(([name]) => !inPath.includes(name))
          .map(([name, schema]) => ({
            name,
            in: 'query',
            required: required.includes(name),
            schema,
            style: 'form',
            explode: false,
            ...('description' in schema ? { description: schema['description'] } : {}),
          }))
      : []),
  ];
  const hasBody = !takesQuery(operation) && Object.keys(body['properties'] ?? {}).length > 0;
  return {
    operationId: operation.name.replace('.', '_'),
    summary: operation.summary,
    tags: [areaOf(operation.name)],
    security: operation.permission === null ? [] : [{ bearer: [] }],
    'x-operation': operation.name,
    'x-permission': operation.permission,
    parameters,
    ...(hasBody
      ? {
          requestBody: {
            required: ((body['required'] ?? []) as readonly string[]).length > 0,
            content: { 'application/json': { schema: body } },
          },
        }
      : {}),
    responses: {
      [operation.status ?? 200]: {
        description: 'Done',
        content: { 'application/json': { schema: components.inline(output) } },
      },
      default: { $ref: '#/components/responses/Problem' },
    },
  };
}

/** The input's fields, and what is left of it for the body. */
function split(input: JsonNode, inPath: readonly string[]) {
  const fields = (input['properties'] ?? {}) as Record<string, JsonNode>;
  const required = (input['required'] ?? []) as readonly string[];
  const properties = Object.fromEntries(Object.entries(fields).filter(([name]) => !inPath.includes(name)));
  const left = required.filter((name) => !inPath.includes(name));
  const { required: _all, ...rest } = input;
  return {
    fields,
    required,
    body: { ...rest, properties, ...(left.length > 0 ? { required: left } : {}) } as JsonNode,
  };
}

const areaOf = (name: string): string => name.split('.')[0] ?? name;
