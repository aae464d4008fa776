import { asError } from '@lifeops/lib';
import { SystemClock } from '@lifeops/lib/node';
import { listeningPortProbe } from '../../config/node/listening-port-probe.ts';
import type { LoadedConfig } from '../../config/loaded-config.ts';
import { loadCommandConfig } from '../command-config.ts';
import { fail, ok } from '../doctor/finding.ts';
import type { Finding } from '../doctor/finding.ts';
import { checkListening, checkOneDatabase } from '../doctor/hub-checks.ts';
import {
  checkClock,
  checkDataFolder,
  checkDisk,
  checkNode,
  checkNodeKey,
  checkUi,
} from '../doctor/machine-checks.ts';
import type { DoctorMachine } from '../doctor/machine.ts';
import { describeFailure } from '../failure.ts';
import { nodeDoctorMachine } from '../node/doctor-machine.ts';
import { uiFolderOf } from '../node/ui-folder.ts';
import { exitCodes } from '../printer.ts';
import type { CommandContext } from '../program.ts';

/** Looks at everything that a hub needs. 1 when something fails; warnings alone are good. Changes nothing. */
export async function doctor(context: CommandContext): Promise<number> {
  const machine = nodeDoctorMachine(new SystemClock());
  const findings: Finding[] = [checkNode(machine)];
  const loaded = await loadCommandConfig(context).catch((cause: unknown) => {
    const remedy = 'Correct the places that it names; `lifeops check` tells when it is good.';
    findings.push(fail('Configuration', describeFailure(cause).text, remedy));
    return undefined;
  });
  if (loaded) findings.push(...(await findingsOf(context, machine, loaded)));
  findings.push(checkUi(uiFolderOf(context.modules.packageFolder)));
  const failed = findings.filter(({ status }) => status === 'fail').length;
  context.printer.result(findings.flatMap(linesOf), { ok: failed === 0, findings });
  return failed === 0 ? exitCodes.good : exitCodes.failed;
}

async function findingsOf(
  { modules }: CommandContext,
  machine: DoctorMachine,
  loaded: LoadedConfig,
): Promise<readonly Finding[]> {
  const { config, dataFolder, file } = loaded;
  const { checkDatabase } = await modules.offline();
  const database = { dataFolder, checkDatabase };
  return [
    ok('Configuration', file === undefined ? 'no file: the embedded defaults' : file),
    ...(await Promise.all([
      guarded('Data folder', checkDataFolder(machine, dataFolder)),
      guarded('Disk', checkDisk(machine, dataFolder)),
      guarded('Node key', checkNodeKey(machine, dataFolder)),
      guarded('Clock', checkClock(machine, dataFolder)),
      guarded('Ports', checkListening(machine, loaded, listeningPortProbe)),
    ])),
    checkOneDatabase('Database', config.database.url.reveal(), database),
    checkOneDatabase('History', config.recorder.url.reveal(), database),
  ];
}

/** One check that breaks does not keep the others from being told. */
const guarded = (what: string, check: Promise<Finding>): Promise<Finding> =>
  check.catch((cause: unknown) => fail(what, asError(cause).message, 'Check who owns the data folder.'));

const marks: Readonly<Record<Finding['status'], string>> = { ok: 'ok  ', warn: 'warn', fail: 'FAIL' };

function linesOf({ what, status, found, remedy }: Finding): string[] {
  const [first = '', ...more] = found.split('\n');
  const indent = ' '.repeat(21);
  return [
    `${marks[status]}  ${what.padEnd(13)}  ${first}`,
    ...more.map((line) => `${indent}${line}`),
    ...(remedy === undefined ? [] : [`${indent}→ ${remedy}`]),
  ];
}
