import { z } from '@lifeops/lib';
import type { FetchPort, Secret } from '@lifeops/lib';

const statusSchema = z.object({ running: z.boolean(), celsius: z.number(), litres_per_minute: z.number() });

export interface RillStatus {
  readonly running: boolean;
  readonly celsius: number;
  readonly litresPerMinute: number;
}

/** Speaks the pump's HTTP interface. It knows nothing of entities. */
export class RillClient {
  readonly #url: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #fetch: FetchPort;

  constructor(config: { readonly url: string; readonly pin: Secret }, hub: { readonly fetch: FetchPort }) {
    this.#url = config.url.replace(/\/$/, '');
    this.#headers = { 'x-pin': config.pin.reveal() };
    this.#fetch = hub.fetch;
  }

  async status(signal: AbortSignal): Promise<RillStatus> {
    const request = { url: `${this.#url}/status`, headers: this.#headers, signal };
    const { running, celsius, litres_per_minute } = await this.#fetch(request, statusSchema);
    return { running, celsius, litresPerMinute: litres_per_minute };
  }

  async run(running: boolean): Promise<void> {
    const request = {
      url: `${this.#url}/pump`,
      method: 'POST',
      headers: this.#headers,
      body: { running },
    } as const;
    await this.#fetch(request, z.unknown());
  }
}
