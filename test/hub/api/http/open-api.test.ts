import { strict as assert } from 'node:assert';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { operations } from '@lifeops/lib/protocol';
import { openApiDocument } from '../../../../hub/src/api/http/open-api.ts';
import { makeWorld } from '../api-world.ts';
import { ask } from '../http-client.ts';

interface Node {
  readonly [key: string]: Node & string & readonly Node[];
}
const document = () => JSON.parse(JSON.stringify(openApiDocument({ version: '0.1.0', url: '/' }))) as Node;

function* nodes(node: unknown): Generator<Record<string, unknown>> {
  if (typeof node !== 'object' || node === null) return;
  if (!Array.isArray(node)) yield node as Record<string, unknown>;
  for (const child of Object.values(node)) yield* nodes(child);
}

describe('the OpenAPI document', () => {
  it('has every operation once, under its path and method', () => {
    const { paths } = document();
    const found = Object.values(paths ?? {}).flatMap((path) =>
      Object.values(path).map((one) => String((one as unknown as Node)['x-operation'])),
    );
    assert.deepEqual(found.toSorted(), Object.keys(operations).toSorted());
    const ids = Object.values(paths ?? {}).flatMap((path) =>
      Object.values(path).map((one) => String((one as unknown as Node)['operationId'])),
    );
    assert.equal(new Set(ids).size, ids.length);
  });

  it('declares each field of a path, and nothing for paths that have none', () => {
    for (const [path, methods] of Object.entries(document()['paths'] ?? {})) {
      const wanted = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const operation of Object.values(methods) as unknown as {
        parameters: { name: string; in: string; required?: boolean }[];
      }[]) {
        const inPath = operation.parameters.filter((parameter) => parameter.in === 'path');
        assert.deepEqual(
          inPath.map(({ name }) => name),
          wanted,
          path,
        );
        assert.ok(inPath.every(({ required }) => required === true));
        assert.equal(new Set(operation.parameters.map(({ name }) => name)).size, operation.parameters.length);
      }
    }
  });

  it('refers only to what it holds', () => {
    const whole = document();
    for (const node of nodes(whole)) {
      const ref = node['$ref'];
      if (typeof ref !== 'string') continue;
      assert.match(ref, /^#\/components\//);
      const target = ref
        .slice(2)
        .split('/')
        .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], whole);
      assert.ok(target, ref);
    }
  });

  it('has schemas that are JSON Schema 2020-12', () => {
    const whole = document();
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema({ $id: 'https://api.example.org/', components: whole['components'] });
    const schemas = [...nodes(whole['paths'])]
      .map((node) => node['schema'])
      .filter((schema) => schema !== undefined);
    assert.ok(schemas.length > 100);
    for (const schema of schemas) {
      const absolute = JSON.parse(
        JSON.stringify(schema).replaceAll('"#/components', '"https://api.example.org/#/components'),
      ) as object;
      assert.doesNotThrow(() => ajv.compile(absolute), JSON.stringify(schema));
    }
  });

  it('asks for a bearer token exactly where one is needed', () => {
    for (const methods of Object.values(document()['paths'] ?? {})) {
      for (const one of Object.values(methods) as unknown as {
        security: unknown[];
        'x-permission': string | null;
        responses: Node;
      }[]) {
        assert.deepEqual(one.security, one['x-permission'] === null ? [] : [{ bearer: [] }]);
        assert.ok(one.responses['default']);
      }
    }
  });

  it('can be browsed without anything from another machine or from a page’s text', async () => {
    await using world = await makeWorld();
    const page = await ask(world.url, '/docs');
    assert.equal(page.status, 200);
    const links = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link]) => link as string);
    assert.ok(links.length >= 3);
    for (const link of links) {
      assert.match(link, /^\/docs\//);
      assert.equal((await ask(world.url, link)).status, 200, link);
    }
    assert.doesNotMatch(page.text, /<script>|onload=/);
    const served = await ask(world.url, '/openapi.json');
    assert.equal((served.json as { openapi: string }).openapi, '3.1.0');
  });
});
