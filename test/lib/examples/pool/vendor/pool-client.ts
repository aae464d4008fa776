import { z } from '@lifeops/lib';
import type { FetchPort, Secret } from '@lifeops/lib';

const readingsSchema = z.object({ celsius: z.number(), pump_on: z.boolean() });

export interface PoolReadings {
  readonly celsius: number;
  readonly pumpOn: boolean;
}

/** Speaks the pool's HTTP interface. */
export class PoolClient {
  readonly #base: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #fetch: FetchPort;

  constructor(
    config: { readonly host: string; readonly token: Secret },
    ports: { readonly fetch: FetchPort },
  ) {
    this.#base = `https://${config.host}/api`;
    this.#headers = { authorization: `Bearer ${config.token.reveal()}` };
    this.#fetch = ports.fetch;
  }

  async readings(signal: AbortSignal): Promise<PoolReadings> {
    const { celsius, pump_on } = await this.#fetch(
      { url: `${this.#base}/readings`, headers: this.#headers, signal },
      readingsSchema,
    );
    return { celsius, pumpOn: pump_on };
  }

  async pump(on: boolean): Promise<void> {
    await this.#fetch(
      { url: `${this.#base}/pump`, method: 'POST', headers: this.#headers, body: { on } },
      z.unknown(),
    );
  }
}
