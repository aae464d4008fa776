import type { ConfigEntry, JsonObject } from '@lifeops/lib';
import type { StartOutcome } from './entry-machine.ts';

/** Starts and stops what serves an entry; implemented by the host. Never asked to start one that it has not stopped. */
export interface EntryRunner {
  /**
   * Sets the entry up; `config` is in the clear. After an outcome other than `ready`, and after a rejection, `stop` is
   * called. The signal fires when the set-up takes too long or is given up.
   */
  start(entry: ConfigEntry, config: JsonObject, signal: AbortSignal): Promise<StartOutcome>;
  /** Ends all that the entry has: always succeeds in the end, if need be by ending what runs it. */
  stop(entry: ConfigEntry, why: 'unload' | 'shutdown'): Promise<void>;
}
