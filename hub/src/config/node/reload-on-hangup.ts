import type { LogDep } from '@lifeops/lib';
import { asError } from '@lifeops/lib';
import type { ConfigHolder } from '../config-holder.ts';

/** Where SIGHUP arrives: `process`, or a stand-in. */
export interface HangupSource {
  on(signal: 'SIGHUP', listener: () => void): unknown;
  off(signal: 'SIGHUP', listener: () => void): unknown;
}

/** Reloads the configuration on SIGHUP until disposed; a bad one is logged, and the one in force stays. */
export function reloadOnHangup(
  deps: LogDep & { readonly holder: ConfigHolder; readonly signals: HangupSource },
): Disposable {
  const { holder, log, signals } = deps;
  const reload = async () => {
    try {
      log.info(
        (await holder.reload()) ? 'The configuration was reloaded' : 'The configuration has not changed',
      );
    } catch (cause) {
      log.error('The configuration was not reloaded; the former one stays', { cause: asError(cause) });
    }
  };
  const listener = () => void reload();
  signals.on('SIGHUP', listener);
  return { [Symbol.dispose]: () => void signals.off('SIGHUP', listener) };
}
