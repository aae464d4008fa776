import assert from 'node:assert/strict';
import type { LoadedConfig } from '../../../../hub/src/config/loaded-config.ts';
import type { HubModule, RunHubOptions, RunningHub } from '../../../../hub/src/cli/hub-module.ts';
import { logCapture } from '../../logging/log-capture.ts';
import { commandFolder } from '../cli-run.ts';
import type { CommandFolder } from '../cli-run.ts';

/** A hub that does as it is told. */
function fakeHub(folder: CommandFolder) {
  const ready = Promise.withResolvers<void>();
  const { hubLog, records } = logCapture();
  const steps: string[] = [];
  const state = {
    asked: undefined as RunHubOptions | undefined,
    setupCode: null as string | null,
    end: async () => void steps.push('stopped'),
  };
  const module: HubModule = {
    async runHub(options): Promise<RunningHub> {
      state.asked = options;
      steps.push('started');
      return {
        hub: { url: 'http://127.0.0.1:8000', setupCode: state.setupCode, ready: ready.promise },
        holder: { current: { dataFolder: folder.path } as LoadedConfig },
        log: hubLog,
        flushLog: () => void steps.push('flushed'),
        [Symbol.asyncDispose]: () => state.end(),
      };
    },
  };
  return { module, ready, records, steps, state };
}

describe('lifeops start', () => {
  let folder: CommandFolder;
  beforeEach(async () => (folder = await commandFolder()));
  afterEach(() => folder[Symbol.asyncDispose]());

  const begin = (hub: ReturnType<typeof fakeHub>, ...args: string[]) =>
    folder.run(['start', ...args], { hub: async () => hub.module });
  /** Resolves once it is so. */
  const until = async (what: () => boolean) => {
    for (let turn = 0; !what(); turn++) {
      assert.ok(turn < 5000, 'it never came to be');
      await new Promise((resolve) => setImmediate(resolve));
    }
  };

  it('prints the ready line once everything is up, and not before', async () => {
    const hub = fakeHub(folder);
    const running = begin(hub);
    await until(() => hub.steps.includes('started'));
    assert.doesNotMatch(folder.printed(), /ready/);
    hub.ready.resolve();
    await until(() => folder.printed().includes('ready'));
    folder.signals.emit('SIGTERM');
    const { code, out } = await running;
    assert.equal(code, 0);
    assert.equal(out, 'LifeOps is ready at http://127.0.0.1:8000\n');
    assert.deepEqual(hub.steps, ['started', 'stopped']);
    assert.deepEqual(folder.signals.eventNames(), []);
  });

  it('hands its flags to the hub', async () => {
    const hub = fakeHub(folder);
    const running = begin(hub, '--port', '8001', '--data', 'd', '--set', 'site.name=A', '--set', 'site.id=b');
    await until(() => hub.steps.includes('started'));
    folder.signals.emit('SIGINT');
    await running;
    const { flags, cwd } = hub.state.asked ?? assert.fail();
    assert.equal(cwd, folder.path);
    assert.deepEqual([flags.port, flags.data, flags.set], ['8001', 'd', ['site.name=A', 'site.id=b']]);
  });

  it('shows the setup code of a first run', async () => {
    const hub = fakeHub(folder);
    hub.state.setupCode = 'ABCD-EFGH';
    hub.ready.resolve();
    const running = begin(hub);
    await until(() => folder.printed().includes('ready'));
    folder.signals.emit('SIGTERM');
    assert.match((await running).out, /ABCD-EFGH[^]*ready at/);
  });

  it('stops at a signal before everything is up, without a ready line', async () => {
    const hub = fakeHub(folder);
    const running = begin(hub);
    await until(() => hub.steps.includes('started'));
    folder.signals.emit('SIGTERM');
    const { code, out } = await running;
    assert.deepEqual([code, out, hub.steps], [0, '', ['started', 'stopped']]);
  });

  it('ends at once with code 1 at a second signal, with the log written', async () => {
    const hub = fakeHub(folder);
    const stopped = Promise.withResolvers<undefined>();
    hub.state.end = () => stopped.promise;
    const running = begin(hub);
    await until(() => hub.steps.includes('started'));
    folder.signals.emit('SIGTERM');
    folder.signals.emit('SIGTERM');
    assert.deepEqual(folder.exits, [1]);
    assert.deepEqual(hub.steps, ['started', 'flushed']);
    stopped.resolve(undefined);
    await running;
  });

  it('ends with 1 when stopping fails, and says why in the log', async () => {
    const hub = fakeHub(folder);
    hub.state.end = () => Promise.reject(new Error('a part hangs'));
    const running = begin(hub);
    await until(() => hub.steps.includes('started'));
    folder.signals.emit('SIGTERM');
    assert.equal((await running).code, 1);
    assert.match(JSON.stringify(hub.records), /did not stop cleanly.*a part hangs/);
  });

  it('ends with 1 and what to do when the hub does not start', async () => {
    const { Conflict } = await import('@lifeops/lib');
    const module: HubModule = {
      runHub: () => Promise.reject(new Conflict('The port is taken.', { code: 'port-in-use' })),
    };
    const { code, err, out } = await folder.run(['start'], { hub: async () => module });
    assert.deepEqual([code, out], [1, '']);
    assert.match(err, /The port is taken\.\n→ Choose another server\.port/);
    assert.deepEqual(folder.signals.eventNames(), []);
  });

  it('leaves a report of an exception that nobody caught, and ends with 1', async () => {
    const hub = fakeHub(folder);
    const running = begin(hub);
    await until(() => hub.steps.includes('started'));
    folder.signals.emit('uncaughtException', new Error('surprise'));
    assert.deepEqual(folder.exits, [1]);
    assert.ok(hub.steps.includes('flushed'));
    const { report } = hub.records.at(-1)?.fields ?? {};
    assert.match(JSON.stringify(report), /logs\/crash-.*\.json"$/);
    folder.signals.emit('SIGTERM');
    await running;
  });
});
