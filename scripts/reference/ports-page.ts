import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { portNames } from '../../lib/src/integration/ports.ts';
import { code, generatedNotice, page, table } from './markdown.ts';
import { interfacesIn } from './interfaces.ts';
import type { Interface } from './interfaces.ts';

const source = (name: string): string =>
  readFileSync(join(import.meta.dirname, '../../lib/src', name), 'utf8');

/** What `Ports` says of each in a word, and the interfaces that belong to it. */
const details: Readonly<Record<string, readonly string[]>> = {
  fetch: ['FetchPort', 'HttpRequest', 'HttpResponse'],
  store: ['StorePort'],
  secrets: ['SecretsPort'],
  series: ['SeriesPort'],
  states: ['StatesPort'],
  call: [],
  clock: ['Clock'],
  random: ['Random'],
  files: ['FilesPort'],
  socket: ['SocketPort', 'TcpConnection'],
  machine: ['MachinePort', 'MachineFigures'],
};
const always = [
  'BaseHub',
  'DeviceInfo',
  'CoordinatorOptions',
  'PushOptions',
  'Source',
  'Many',
  'ItemInfo',
  'SiteInfo',
];

export function portsPage(): string {
  const files = ['integration/ports.ts', 'integration/source.ts', 'base/clock.ts', 'base/random.ts'];
  const interfaces = new Map(
    files.flatMap((file) => interfacesIn(source(file))).map((each) => [each.name, each]),
  );
  const section = (name: string): string => {
    const found = interfaces.get(name);
    if (!found) throw new Error(`${name} is no interface of ${files.join(', ')}.`);
    return interfaceSection(found);
  };
  const ports = interfaces.get('Ports')?.members ?? [];
  return page(
    generatedNotice,
    '# Ports',
    'What `hub` gives to an integration. The first part is always there; a port is there when `needs` names it, in the code and in the manifest.',
    '## Always there',
    ...always.map(section),
    ...portNames.flatMap((port) => [
      `## ${port}`,
      memberText(ports.find(({ name }) => name === port)),
      ...(details[port] ?? []).map(section),
    ]),
  );
}

const memberText = (member: Interface['members'][number] | undefined): string =>
  member === undefined || /^\w+: \w+$/.test(member.signature)
    ? ''
    : [code(member.signature), member.doc].filter((part) => part !== '').join(' — ');

function interfaceSection({ name, doc, members }: Interface): string {
  return [
    `### ${name}`,
    doc,
    table(
      ['member', 'meaning'],
      members
        .filter(({ signature }) => !signature.startsWith('['))
        .map(({ signature, doc: about }) => [code(signature), about]),
    ),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}
