import { clonedPipe, directPipe, startRuntime } from '@lifeops/lib/host';
import type { RuntimeIo } from '@lifeops/lib/host';
import type { InstalledIntegration } from './installed.ts';
import type { Hosted, IntegrationHost } from './integration-host.ts';
import { loadIntegration } from './load-package.ts';

/** Runs integrations in the hub's own thread, behind the same messages as anywhere else. */
export class InlineHost implements IntegrationHost {
  readonly #io: RuntimeIo;
  readonly #pipe: typeof directPipe;

  /** `cloned` proves in tests that every message is JSON. */
  constructor(deps: { readonly io: RuntimeIo }, options: { readonly cloned: boolean }) {
    this.#io = deps.io;
    this.#pipe = options.cloned ? clonedPipe : directPipe;
  }

  async start(installed: InstalledIntegration): Promise<Hosted> {
    const integration = await loadIntegration(installed);
    const { host, runtime } = this.#pipe();
    const running = startRuntime({ integration, pipe: runtime, io: this.#io });
    return { pipe: host, [Symbol.asyncDispose]: () => Promise.resolve(running[Symbol.asyncDispose]()) };
  }
}
