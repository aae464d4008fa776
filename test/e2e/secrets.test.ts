import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HubClient } from '@lifeops/lib/client';
import { operations } from '@lifeops/lib/protocol';
import type { Operation } from '@lifeops/lib/protocol';
import type { HubProcess } from '../hub-process.ts';
import { claimHub, owner, startAgain, until } from './in-use.ts';

const planted = {
  'a secret of the file': 'PLANTED-file-7f3a91',
  'a secret beside the file': 'PLANTED-beside-c40d22',
  'a secret of the environment': 'PLANTED-environment-51be08',
  'a secret in an address': 'PLANTED-address-9d27e4',
  'a secret that a person entered': 'PLANTED-entered-e811af',
  'a secret in a list': 'PLANTED-list-0c6f53',
  'a secret that an integration keeps': 'PLANTED-kept-b2d9a6',
  'the password': owner.password,
} as const;

/** Says its secrets wherever it can: log, error, diagnostics, and keeps one. */
const chatty = `
import { defineIntegration, secret, z } from '@lifeops/lib';
export default defineIntegration({
  id: 'chatty',
  needs: ['secrets', 'store'],
  config: z.object({
    mode: z.enum(['works', 'fails']).default('works'),
    password: secret(z.string()),
    accounts: z.array(z.object({ token: secret(z.string()) })).default([]),
  }),
  async setup({ config, hub }) {
    const said = [config.password.reveal(), ...config.accounts.map(({ token }) => token.reveal())].join(' ');
    await hub.secrets.set('kept', '${planted['a secret that an integration keeps']}');
    hub.log.info('I was given ' + said, { said, kept: await hub.secrets.get('kept') });
    hub.log.error('It failed', { error: new Error('with ' + said) });
    if (config.mode === 'fails') throw new Error('I cannot work with ' + said);
  },
  diagnostics: ({ config }) => ({ said: config.password.reveal() }),
});
`;

describe('secrets', function suite() {
  this.timeout(90_000);
  let folder: string;
  let server: Server;
  let hub: HubProcess | undefined;
  let client: HubClient;
  const answers: string[] = [];
  let printed = '';

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lifeops-secrets-'));
    server = createServer((_request, response) => response.writeHead(503).end('not now')).listen(
      0,
      '127.0.0.1',
    );
    await until('the server', () => server.listening);
    const { port } = server.address() as AddressInfo;
    const packageFolder = join(folder, 'data/packages/node_modules/lifeops-integration-chatty');
    await mkdir(packageFolder, { recursive: true });
    const about = {
      name: 'lifeops-integration-chatty',
      version: '1.0.0',
      type: 'module',
      keywords: ['lifeops-integration'],
      exports: './index.js',
    };
    const manifest = {
      id: 'chatty',
      name: 'Chatty',
      kind: 'device',
      reach: 'calculated',
      lifeops: '*',
      needs: ['secrets', 'store'],
    };
    await writeFile(join(packageFolder, 'package.json'), JSON.stringify(about));
    await writeFile(join(packageFolder, 'manifest.json'), JSON.stringify(manifest));
    await writeFile(join(packageFolder, 'index.js'), chatty);
    await writeFile(join(folder, 'secrets.yaml'), `beside: ${planted['a secret beside the file']}\n`);
    await writeFile(
      join(folder, 'config.yaml'),
      `log: { level: debug, format: json }
integrations:
  - integration: chatty
    name: works
    password: ${planted['a secret of the file']}
    accounts: [{ token: !secret beside }, { token: !env PLANTED }]
  - integration: chatty
    name: Fails
    mode: fails
    password: ${planted['a secret of the file']}
  - integration: calendar
    name: Family
    source: { type: ics, url: 'http://127.0.0.1:${port}/${planted['a secret in an address']}/family.ics' }
    allowed_hosts: [127.0.0.1]
`,
    );
    hub = await startAgain({
      dataFolder: join(folder, 'data'),
      cwd: folder,
      env: { PLANTED: planted['a secret of the environment'], LIFEOPS_LOG_LEVEL: 'debug' },
    });
    client = await claimHub(hub);
    await hub.ready();
    const config = {
      mode: 'works',
      password: planted['a secret that a person entered'],
      accounts: [{ token: planted['a secret in a list'] }],
    };
    const { uid } = await client.call('entries.create', { integration: 'chatty', title: 'Entered', config });
    await client.call('entries.update', { uid, config: { mode: 'fails', accounts: [{}] } });
    await client
      .call('entries.create', {
        integration: 'chatty',
        config: { mode: 1, password: planted['a secret that a person entered'] },
      } as never)
      .catch(() => {});
    await client.signIn(owner.name, `${owner.password}x`).catch(() => {});
    await until('an entry that failed', async () => {
      const { entries } = await client.call('entries.list', {});
      return entries.filter(({ status }) => status.state === 'setup_error').length >= 2;
    });
    for (const operation of Object.values(operations) as Operation[]) {
      if (operation.method !== 'GET' || operation.path.includes('{')) continue;
      answers.push(await ask(`${operation.root ? '' : '/api/v1'}${operation.path}`));
    }
    const { entries } = await client.call('entries.list', {});
    for (const { uid: entry } of entries)
      answers.push(await ask(`/api/v1/config-entries/${entry}/diagnostics`));
    answers.push(await ask('/metrics'), await ask('/openapi.json'));
    assert.ok(answers.length > 20);
    assert.ok(answers.some((answer) => answer.includes('Entered')));
    await hub.kill('SIGTERM');
    printed = hub.output();
  });
  after(async () => {
    await hub?.[Symbol.asyncDispose]();
    await new Promise((resolve) => server.close(resolve));
    await rm(folder, { recursive: true, force: true });
  });
  const ask = async (path: string): Promise<string> =>
    (await fetch(`${hub?.url}${path}`, { headers: { authorization: `Bearer ${client.token}` } })).text();

  for (const [what, text] of Object.entries(planted)) {
    it(`are in no answer, no log and no file: ${what}`, async () => {
      for (const answer of answers) assert.ok(!says(answer, text), answer.slice(0, 2000));
      assert.ok(!says(printed, text), 'the log of the terminal');
      for (const file of await filesOf(join(folder, 'data')))
        assert.ok(!says((await readFile(file)).toString('latin1'), text), file);
    });
  }

  it('are in no answer, no log and no file: tokens', async () => {
    const token = client.token ?? '';
    assert.match(token, /^lo_/);
    for (const answer of answers) assert.ok(!answer.includes(token));
    assert.ok(!printed.includes(token));
    for (const file of await filesOf(join(folder, 'data')))
      assert.ok(!(await readFile(file)).toString('latin1').includes(token), file);
  });

  it('are shown for what they are in the log: left out', () => {
    assert.match(printed, /I was given \[?(secret|\*\*\*|redacted)/i);
  });
});

/** As it is, and as it would be in an address, in base64 or inside JSON that is inside JSON. */
const says = (text: string, secret: string): boolean =>
  [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64').replace(/=+$/, '')].some(
    (form) => text.includes(form),
  );

/** All files of the data folder but the packages, whose code is the person's own. */
async function filesOf(folder: string): Promise<readonly string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found
    .filter(
      (entry) =>
        entry.isFile() && !entry.parentPath.includes('packages') && !entry.parentPath.includes('cache'),
    )
    .map((entry) => join(entry.parentPath, entry.name));
}
