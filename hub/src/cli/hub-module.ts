import type { ClockDep, LogDep, RandomDep } from '@lifeops/lib';
import type { Tokens } from '../auth/tokens.ts';
import type { LoadedConfig } from '../config/loaded-config.ts';
import type { HubLog } from '../logging/hub-log.ts';
import type { CommandFlags } from './program.ts';

/** What the composition root gives to the commands. Loaded by those that need it, when they need it. */
export interface CliModules {
  /** `src/main.ts` */
  hub(): Promise<HubModule>;
  /** `src/composition/offline.ts` */
  offline(): Promise<OfflineModule>;
  /** `src/composition/check-config.ts` */
  checkConfig(): Promise<CheckConfigModule>;
  /** The folder of the hub's package. */
  readonly packageFolder: string;
}

export interface HubModule {
  /** Loads the configuration and starts a hub. Resolves when UI and API answer; nothing is left when it throws. */
  readonly runHub: (options: RunHubOptions) => Promise<RunningHub>;
}

export interface RunHubOptions {
  readonly flags: CommandFlags;
  readonly env: { readonly [name: string]: string | undefined };
  /** Absolute. */
  readonly cwd: string;
}

/** A hub of this process. Disposing it stops everything, once, and waits for it. */
export interface RunningHub extends AsyncDisposable {
  readonly hub: {
    /** As browsers on this machine reach it. */
    readonly url: string;
    /** Shown to who starts it, while there is no owner. */
    readonly setupCode: string | null;
    /** Resolves when everything that is configured is up or retrying. */
    readonly ready: Promise<void>;
  };
  readonly holder: { readonly current: LoadedConfig };
  readonly log: HubLog;
  /** Writes the end of the log before it returns: for a process that cannot wait. */
  readonly flushLog?: () => void;
}

export interface CheckConfigModule {
  /** Throws `InvalidInput` (invalid-config) with every place. Starts no entry. */
  readonly checkConfigEntries: (loaded: LoadedConfig, deps: ClockDep & RandomDep & LogDep) => Promise<void>;
}

export interface OfflineModule {
  /** Opens what is in the data folder, beside a running hub or without one. */
  readonly openOffline: (
    options: ClockDep & RandomDep & { readonly dataFolder: string; readonly databaseUrl: string },
  ) => Promise<AsyncDisposable & { readonly tokens: Tokens }>;
  /** Looks at a database without changing it. */
  readonly checkDatabase: (url: string, dataFolder: string) => DatabaseLook;
}

export type DatabaseLook =
  | { readonly kind: 'remote' }
  | { readonly kind: 'missing'; readonly file: string }
  | { readonly kind: 'ok'; readonly file: string; readonly bytes: number }
  | { readonly kind: 'damaged'; readonly file: string; readonly found: string };
