import { liveProtocol } from '../../lib/src/protocol/live.ts';
import { topicEvents } from '../../lib/src/protocol/topics.ts';
import { operations } from '../../lib/src/protocol/operations/all.ts';
import type { Operation } from '../../lib/src/protocol/operation.ts';
import { permissions, rolePermissions, roles } from '../../lib/src/protocol/permissions.ts';
import { code, generatedNotice, page, table } from './markdown.ts';
import { defaultOf, describe, fieldsOf, schemaOf, words } from './schema-words.ts';

const all: readonly Operation[] = Object.values(operations);

export function operationsPage(): string {
  const areas = Map.groupBy(all, areaOf);
  return page(
    generatedNotice,
    '# Operations',
    'All that a client can do. Each operation is a REST route and, by its name, a call over the socket (`call` with `{ operation, input }`). Send the token as `Authorization: Bearer …`; bodies are JSON. Fields named in the path are taken from it; the others of GET and DELETE from the query, of the rest from the body. Moments in queries are ISO 8601 or epoch milliseconds; answers have epoch milliseconds. Wrong input is answered by a [problem](errors.md). The running hub has the same as OpenAPI at `/openapi.json` and to browse at `/docs`.',
    table(
      ['area', 'operations'],
      [...areas].map(([area, list]) => [
        `[${area}](#${area})`,
        list.map(({ name }) => `[${name.slice(area.length + 1)}](#${anchor(name)})`).join(', '),
      ]),
    ),
    ...[...areas].flatMap(([area, list]) => [`## ${area}`, ...list.map(operationSection)]),
    '## Roles',
    'What each role may do. Data that belongs to one person is seen by that person alone, whatever the role.',
    table(
      ['permission', ...roles],
      permissions.map((permission) => [
        code(permission),
        ...roles.map((role) => (rolePermissions[role].has(permission) ? 'yes' : '')),
      ]),
    ),
    '## Topics',
    `What a socket may subscribe to, and the event that carries it. [The live protocol](../protocol/live.md), number ${liveProtocol}.`,
    table(
      ['topic', 'event'],
      Object.entries(topicEvents).map(([topic, event]) => [code(topic), code(event)]),
    ),
  );
}

const areaOf = ({ name }: Operation): string => name.slice(0, name.indexOf('.'));
const anchor = (name: string): string => name.replace('.', '');
const routeOf = ({ path, root }: Operation): string => (root ? path : `/api/v1${path}`);

function operationSection(operation: Operation): string {
  const { name, summary, method, path, permission, status = 200 } = operation;
  const input = fieldsOf(schemaOf(operation.input, 'input'));
  const place = (field: string): string => {
    if (path.includes(`{${field}}`)) return 'path';
    return method === 'GET' || method === 'DELETE' ? 'query' : 'body';
  };
  return [
    `### ${name}`,
    `${code(`${method} ${routeOf(operation)}`)} — ${summary}. ${permission === null ? 'Open to everybody' : `Needs ${code(permission)}`}${status === 200 ? '' : `; answers ${status}`}.`,
    input.length === 0
      ? ''
      : table(
          ['input', 'in', 'value', 'default', 'meaning'],
          input.map((field) => [
            code(field.required ? field.name : `${field.name}?`),
            place(field.name),
            words(field.schema),
            defaultOf(field.schema),
            describe(field.schema),
          ]),
        ),
    answerOf(operation),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function answerOf({ output }: Operation): string {
  const schema = schemaOf(output, 'output');
  const fields = fieldsOf(schema);
  if (fields.length === 0) return `Answer: ${words(schema)}.`;
  if (fields.every(({ schema: field }) => describe(field) === '' && isPlain(words(field))))
    return `Answer: ${fields.map(({ name, schema: field }) => `${code(name)} ${words(field)}`).join('; ')}.`;
  return table(
    ['answer', 'value', 'meaning'],
    fields.map(({ name, required, schema: field }) => [
      code(required ? name : `${name}?`),
      words(field),
      describe(field),
    ]),
  );
}

const isPlain = (text: string): boolean => text.length <= 40;
