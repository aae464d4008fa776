import type { ClockDep, JsonObject, RandomDep, SiteInfo } from '@lifeops/lib';
import type { InstalledIntegration } from './installed.ts';
import { loadSimulator } from './load-package.ts';

/** Simulators that feed demo entries: one for each, started with it. */
export class DemoSimulators implements AsyncDisposable {
  readonly #deps: ClockDep & RandomDep & { readonly site: () => SiteInfo };
  readonly #running = new Map<string, AsyncDisposable>();

  constructor(deps: ClockDep & RandomDep & { readonly site: () => SiteInfo }) {
    this.#deps = deps;
  }

  /** Starts the package's simulator and gives the config of an entry that talks to it; `{}` for a package without one. */
  async configFor(entryUid: string, installed: InstalledIntegration): Promise<JsonObject> {
    if (!installed.manifest.simulator) return {};
    await this.stop(entryUid);
    const module = await loadSimulator(installed);
    const { clock, random } = this.#deps;
    const simulator = await module.startSimulator({ clock, random, timeZone: this.#deps.site().timeZone });
    this.#running.set(entryUid, simulator);
    return module.demoConfig(simulator as never) as JsonObject;
  }

  async stop(entryUid: string): Promise<void> {
    const running = this.#running.get(entryUid);
    this.#running.delete(entryUid);
    await running?.[Symbol.asyncDispose]();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#running.keys()].map((uid) => this.stop(uid)));
  }
}
