import { InvalidInput, isPlainObject, jsonEqual } from '@lifeops/lib';
import type { Operation } from '@lifeops/lib/protocol';

/** Operations whose input beyond the path is in the query. */
export const takesQuery = (operation: Operation): boolean =>
  operation.method === 'GET' || operation.method === 'DELETE';

/** Names of the fields in `/devices/{device_id}/control`. */
export const pathFields = (path: string): string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);

/** One raw input of path, query and body; every value that is no JSON is text, for the schema to read. */
export function inputOf(
  operation: Operation,
  parts: {
    readonly params: { readonly [name: string]: unknown };
    readonly url: string;
    readonly body: unknown;
  },
): unknown {
  const named = Object.fromEntries(pathFields(operation.path).map((name) => [name, parts.params[name]]));
  const rest = takesQuery(operation) ? queryOf(parts.url) : parts.body;
  if (!isPlainObject(rest))
    throw new InvalidInput('The body must be a JSON object.', [
      { path: '', message: 'is not right', expected: 'an object' },
    ]);
  for (const [name, value] of Object.entries(named)) {
    if (Object.hasOwn(rest, name) && !jsonEqual(rest[name], value))
      throw new InvalidInput(`${name} is given in the path; leave it out elsewhere.`, [
        { path: `/${name}`, message: 'contradicts the path' },
      ]);
  }
  return Object.assign(Object.create(null) as object, rest, named);
}

/** A name that comes more than once is a list. */
function queryOf(url: string): { readonly [name: string]: string | string[] } {
  const start = url.indexOf('?');
  const query: { [name: string]: string | string[] } = Object.create(null) as never;
  if (start === -1) return query;
  for (const [name, value] of new URLSearchParams(url.slice(start + 1))) {
    const earlier = query[name];
    query[name] = earlier === undefined ? value : [...[earlier].flat(), value];
  }
  return query;
}
