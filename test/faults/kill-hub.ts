import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { HubClient } from '@lifeops/lib/client';
import { SeededRandom } from '@lifeops/lib/testing';
import { claimHub, clientOf, startAgain } from '../e2e/in-use.ts';
import type { HubProcess } from '../hub-process.ts';
import { nothingWrong } from './fault.ts';
import type { Fault, FaultOptions, FaultResult } from './fault.ts';

/** How long a state may be on its way to the database: the recorder's second, and what a busy machine adds. */
const stateLagMs = 1500;
const named = [
  'light.kitchen',
  'light.office',
  'light.bedroom',
  'light.bathroom',
  'sensor.fridge_temperature',
];
const usual = new Set([
  'cache',
  'logs',
  'backups',
  'packages',
  'lifeops.db',
  'metrics.db',
  'node.key',
  'node.json',
  'hub.pid',
  'tokens.changed',
]);
const beside = /^(lifeops|metrics)\.db-(wal|shm|journal)$|lock/;

type Counts = { -readonly [K in keyof typeof nothingWrong]: number };

/** What people were told is done, and what they asked for last. */
interface Written {
  readonly names: Map<string, { confirmed: string | undefined; asked: string }>;
  readonly areas: Map<string, 'asked' | 'confirmed'>;
  siteName: string | undefined;
  /** Asked for since, without an answer. */
  readonly siteAsked: Set<string>;
  /** The value of a number entity, and when the hub had confirmed it. */
  readonly settings: { readonly value: number; readonly at: number }[];
}

/** A hundred times: writes over the API, kill -9 at a random moment, and a look at what is left. */
export const fault: Fault = async (options) => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'lifeops-kill-'));
  try {
    return await killOften(dataFolder, options);
  } finally {
    await rm(dataFolder, { recursive: true, force: true });
  }
};

async function killOften(dataFolder: string, { runs = 100, seed, tell }: FaultOptions): Promise<FaultResult> {
  const random = new SeededRandom(seed);
  const counts: Counts = { ...nothingWrong };
  const wrong = (what: keyof Counts, why: string) => {
    counts[what] += 1;
    tell(`${what}: ${why}`);
  };
  const written: Written = {
    names: new Map(),
    areas: new Map(),
    siteName: undefined,
    siteAsked: new Set(),
    settings: [],
  };
  let token: string | undefined;
  for (let run = 0; run <= runs; run++) {
    const hub = await startAgain({ dataFolder }).catch((cause: Error) => cause);
    if (hub instanceof Error) {
      wrong('corrupt', `start ${run} was refused: ${hub.message}`);
      break;
    }
    const client = token === undefined ? await claimHub(hub) : clientOf(hub, token);
    token = client.token;
    await check(client, written, wrong);
    // The last start only looks.
    if (run === runs) {
      await hub.kill('SIGTERM');
      if (hub.process.exitCode !== 0) wrong('crashed', `the last stop ended with ${hub.process.exitCode}`);
      break;
    }
    // Now and then the kill comes while the hub still brings its integrations up.
    if (run === 0 || random.next() < 0.7) await hub.ready();
    const killedAt = await writeUntilKilled(
      { hub, client, written, run, tell },
      Math.round(random.next() * 1200),
    );
    if (hub.process.signalCode !== 'SIGKILL')
      wrong('crashed', `it ended by itself: ${hub.output().slice(-500)}`);
    checkDatabases(dataFolder, { written, killedAt, wrong });
    const left = (await readdir(dataFolder)).filter((name) => !usual.has(name) && !beside.test(name));
    if (left.length > 0) wrong('leaked', left.join(', '));
    if (run % 10 === 9) tell(`${run + 1} of ${runs}`);
  }
  return { runs, ...counts };
}

/** Four writers at once, until the process is gone. Gives the moment of the kill. */
async function writeUntilKilled(
  {
    hub,
    client,
    written,
    run,
    tell,
  }: {
    readonly hub: HubProcess;
    readonly client: HubClient;
    readonly written: Written;
    readonly run: number;
    readonly tell: (line: string) => void;
  },
  afterMs: number,
): Promise<number> {
  let killed = false;
  const repeat = async (write: (n: number) => Promise<unknown>) => {
    for (let n = 0; !killed; n++)
      await write(n).catch((cause: Error) => {
        if (!killed) tell(`a write was refused: ${cause.message}`);
      });
  };
  written.settings.length = 0;
  const writers = [
    repeat(async (n) => {
      const id = named[n % named.length] as string;
      const name = `Name ${run}.${n}`;
      const before = written.names.get(id);
      written.names.set(id, { confirmed: before?.confirmed, asked: name });
      await client.call('entities.update', { entity: id, name });
      written.names.set(id, { confirmed: name, asked: name });
    }),
    repeat(async (n) => {
      const name = `Area ${run}.${n}`;
      written.areas.set(name, 'asked');
      await client.call('areas.create', { name });
      written.areas.set(name, 'confirmed');
      // A home of thousands of areas would measure something else.
      if (n >= 3) await new Promise((resolve) => setTimeout(resolve, 100));
    }),
    repeat(async (n) => {
      const name = `Home ${run}.${n}`;
      written.siteAsked.add(name);
      await client.call('site.update', { name });
      written.siteName = name;
      written.siteAsked.clear();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }),
    repeat(async (n) => {
      const value = 1 + ((run * 31 + n) % 99);
      const target = { entity_id: 'number.house_night_brightness' };
      const { results } = await client.call('services.call', {
        domain: 'number',
        service: 'set_value',
        target,
        data: { value },
      });
      if (results[0]?.status === 'done') written.settings.push({ value, at: Date.now() });
    }),
  ];
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  const killedAt = Date.now();
  const gone = hub.kill('SIGKILL');
  killed = true;
  await gone;
  await Promise.all(writers);
  return killedAt;
}

async function check(
  client: HubClient,
  written: Written,
  wrong: (what: keyof Counts, why: string) => void,
): Promise<void> {
  for (const [id, { confirmed, asked }] of written.names) {
    const { name } = await client
      .call('entities.get', { entity: id })
      .catch(() => ({ name: { user: null } }));
    if (confirmed !== undefined && name.user !== confirmed && name.user !== asked)
      wrong('lost', `${id} is ${name.user}, not ${confirmed}`);
    written.names.set(id, { confirmed: name.user ?? confirmed, asked: name.user ?? asked });
  }
  const { areas } = await client.call('areas.list', {});
  const count = new Map<string, number>();
  for (const { name } of areas) count.set(name, (count.get(name) ?? 0) + 1);
  for (const [name, number] of count) if (number > 1) wrong('doubled', `${number} areas ${name}`);
  for (const [name, state] of written.areas)
    if (state === 'confirmed' && !count.has(name)) wrong('lost', `area ${name}`);
  for (const { uid, name } of areas) if (name.startsWith('Area ')) await client.call('areas.remove', { uid });
  written.areas.clear();
  const { name } = await client.call('site.get', {});
  if (written.siteName !== undefined && name !== written.siteName && !written.siteAsked.has(name))
    wrong('lost', `site ${name}, not ${written.siteName}`);
  written.siteName = name;
  written.siteAsked.clear();
  const { entries } = await client.call('entries.list', {});
  const integrations = entries.map(({ integration }) => integration);
  if (new Set(integrations).size < integrations.length)
    wrong('doubled', `entries ${integrations.join(', ')}`);
  if ((await client.call('auth.me', {})).user === null) wrong('lost', 'the owner');
}

/** Looks into the files as the kill left them, without the hub. */
function checkDatabases(
  dataFolder: string,
  {
    written,
    killedAt,
    wrong,
  }: {
    readonly written: Written;
    readonly killedAt: number;
    readonly wrong: (what: keyof Counts, why: string) => void;
  },
): void {
  for (const file of ['lifeops.db', 'metrics.db']) {
    using database = opened(join(dataFolder, file));
    const [row] = database.all('pragma quick_check');
    if (row?.['quick_check'] !== 'ok') wrong('corrupt', `${file}: ${JSON.stringify(row)}`);
    if (file === 'lifeops.db') continue;
    for (const { seq, times } of database.all(
      'select seq, count(*) as times from states where seq > 0 group by seq having times > 1',
    ))
      wrong('duplicates', `number ${String(seq)} stands ${String(times)} times in the history of states`);
    for (const { seq } of database.all(
      'select events.seq as seq from events join states on states.seq = events.seq',
    ))
      wrong('duplicates', `number ${String(seq)} is of an event and of a state`);
    const old = written.settings.findLast(({ at }) => at < killedAt - stateLagMs);
    if (!old) continue;
    const younger = new Set(written.settings.filter(({ at }) => at >= old.at).map(({ value }) => value));
    const [latest] = database.all(
      "select number from latest where entity_id = 'number.house_night_brightness'",
    );
    if (!younger.has(Number(latest?.['number'])))
      wrong(
        'lost',
        `the state of ${killedAt - old.at} ms before the kill: ${String(latest?.['number'])}, not ${old.value}`,
      );
  }
}

function opened(file: string) {
  const database = new DatabaseSync(file);
  return {
    all: (sql: string) => database.prepare(sql).all(),
    [Symbol.dispose]: () => database.close(),
  };
}
