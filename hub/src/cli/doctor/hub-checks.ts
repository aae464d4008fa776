import { asError } from '@lifeops/lib';
import { checkPorts } from '../../config/check-ports.ts';
import type { PortProbe } from '../../config/check-ports.ts';
import type { LoadedConfig } from '../../config/loaded-config.ts';
import type { OfflineModule } from '../hub-module.ts';
import { fail, ok } from './finding.ts';
import type { Finding } from './finding.ts';
import type { DoctorMachine } from './machine.ts';

export async function checkListening(
  machine: DoctorMachine,
  loaded: LoadedConfig,
  probe: PortProbe,
): Promise<Finding> {
  const what = 'Ports';
  const { host, port } = loaded.config.server;
  try {
    await checkPorts(loaded, probe);
    return ok(what, `${host}:${port} is free`);
  } catch (cause) {
    const reached = ['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host;
    const address = reached.includes(':') ? `[${reached}]` : reached;
    if (await machine.hubAnswers(`http://${address}:${port}`))
      return ok(what, `the hub answers on ${host}:${port}`);
    return fail(what, asError(cause).message, 'Stop the other program, or choose another server.port.');
  }
}

/** Looks into a database without changing it; one that is not there yet is made at the first start. */
export function checkOneDatabase(
  what: string,
  url: string,
  { dataFolder, checkDatabase }: { readonly dataFolder: string } & Pick<OfflineModule, 'checkDatabase'>,
): Finding {
  const remedy = 'Stop the hub, keep the file aside, and restore the latest backup from the folder backups.';
  try {
    const found = checkDatabase(url, dataFolder);
    if (found.kind === 'remote')
      return ok(what, 'is on a PostgreSQL server, which is asked when the hub starts');
    if (found.kind === 'missing') return ok(what, `${found.file} will be made at the first start`);
    if (found.kind === 'damaged') return fail(what, `${found.file} is damaged: ${found.found}`, remedy);
    return ok(what, `${found.file}, ${(found.bytes / 1024 ** 2).toFixed(1)} MiB, is sound`);
  } catch (cause) {
    return fail(what, asError(cause).message, 'Check who owns the file and its folder.');
  }
}
