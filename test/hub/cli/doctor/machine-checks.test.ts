import assert from 'node:assert/strict';
import type { Finding } from '../../../../hub/src/cli/doctor/finding.ts';
import {
  checkClock,
  checkDataFolder,
  checkDisk,
  checkNode,
  checkNodeKey,
  checkUi,
} from '../../../../hub/src/cli/doctor/machine-checks.ts';
import type { DoctorMachine, FileLook } from '../../../../hub/src/cli/doctor/machine.ts';

const now = 1_795_000_000_000;
const gib = 1024 ** 3;
const folder: FileLook = { kind: 'folder', mode: 0o700, size: 0, modifiedAt: now };
const key: FileLook = { kind: 'file', mode: 0o600, size: 32, modifiedAt: now };

interface Case {
  readonly says: string;
  readonly status: Finding['status'];
  readonly found?: RegExp;
  readonly looks?: Readonly<Record<string, FileLook>>;
  readonly machine?: Partial<DoctorMachine>;
}

const machineOf = ({ looks = {}, machine = {} }: Case): DoctorMachine => ({
  nodeVersion: '24.1.0',
  now: () => now,
  look: async (path) => (path === '/' ? { ...folder, mode: 0o755 } : looks[path]),
  writable: async () => true,
  disk: async () => ({ totalBytes: 100 * gib, freeBytes: 50 * gib }),
  hubAnswers: async () => false,
  ...machine,
});

const tables: Readonly<
  Record<string, readonly [(machine: DoctorMachine) => Finding | Promise<Finding>, readonly Case[]]>
> = {
  checkNode: [
    checkNode,
    [
      { says: 'is content with 24', status: 'ok' },
      { says: 'warns of 22', status: 'warn', machine: { nodeVersion: '22.18.0' } },
      { says: 'fails with 22.17', status: 'fail', machine: { nodeVersion: '22.17.9' } },
      { says: 'fails with 20', status: 'fail', machine: { nodeVersion: '20.19.0' } },
    ],
  ],
  checkDataFolder: [
    (machine) => checkDataFolder(machine, '/home/data'),
    [
      { says: 'is content with a folder for its owner alone', status: 'ok', looks: { '/home/data': folder } },
      { says: 'is content where it can be made', status: 'ok', found: /will be made/ },
      { says: 'fails where it cannot be made', status: 'fail', machine: { writable: async () => false } },
      { says: 'fails over a file', status: 'fail', looks: { '/home/data': key } },
      {
        says: 'warns when others can read it',
        status: 'warn',
        looks: { '/home/data': { ...folder, mode: 0o755 } },
      },
      {
        says: 'fails when it is not writable',
        status: 'fail',
        looks: { '/home/data': folder },
        machine: { writable: async () => false },
      },
    ],
  ],
  checkDisk: [
    (machine) => checkDisk(machine, '/home/data'),
    [
      { says: 'is content with space', status: 'ok', found: /50\.0 GiB free, 50 % in use/ },
      {
        says: 'warns over 80 %',
        status: 'warn',
        machine: { disk: async () => ({ totalBytes: 100 * gib, freeBytes: 19 * gib }) },
      },
      {
        says: 'warns under 1 GiB',
        status: 'warn',
        machine: { disk: async () => ({ totalBytes: 2 * gib, freeBytes: 0.9 * gib }) },
      },
      {
        says: 'fails under 200 MiB',
        status: 'fail',
        machine: { disk: async () => ({ totalBytes: gib, freeBytes: 100 * 1024 ** 2 }) },
      },
    ],
  ],
  checkNodeKey: [
    (machine) => checkNodeKey(machine, '/data'),
    [
      { says: 'is content with the key', status: 'ok', looks: { '/data/node.key': key } },
      { says: 'is content with none before the first start', status: 'ok', found: /will be made/ },
      { says: 'fails when it is gone', status: 'fail', looks: { '/data/node.json': key } },
      { says: 'fails when it is cut off', status: 'fail', looks: { '/data/node.key': { ...key, size: 31 } } },
      {
        says: 'warns when others can read it',
        status: 'warn',
        looks: { '/data/node.key': { ...key, mode: 0o644 } },
      },
    ],
  ],
  checkClock: [
    (machine) => checkClock(machine, '/data'),
    [
      { says: 'is content with the time', status: 'ok', looks: { '/data/lifeops.db': key } },
      { says: 'fails long before its own time', status: 'fail', machine: { now: () => 0 } },
      {
        says: 'fails before its own data',
        status: 'fail',
        looks: { '/data/lifeops.db': { ...key, modifiedAt: now + 7_200_000 } },
      },
    ],
  ],
  checkUi: [() => checkUi(undefined), [{ says: 'warns where none was built', status: 'warn' }]],
};

for (const [name, [check, cases]] of Object.entries(tables)) {
  describe(name, () => {
    for (const one of cases) {
      it(one.says, async () => {
        const finding = await check(machineOf(one));
        assert.equal(finding.status, one.status, finding.found);
        if (one.found) assert.match(finding.found, one.found);
        assert.equal(finding.remedy !== undefined, finding.status !== 'ok', 'what is not ok has a remedy');
      });
    }
  });
}
