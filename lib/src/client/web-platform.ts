/** What a client needs of the machine under it; the same names exist in browsers and Node. */
export interface ClientPlatform {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Epoch milliseconds. */
  now(): number;
  /** A key that nobody else makes: for writes that may be sent twice. */
  newKey(): string;
  /** Fires after so many milliseconds. */
  timeout(ms: number): AbortSignal;
}

/** The platform's own time, randomness and network: the client runs outside of any hub, where there is no clock port. */
export const webPlatform: ClientPlatform = {
  fetch: (url, init) => globalThis.fetch(url, init),
  now: () => Date.now(),
  newKey: () => globalThis.crypto.randomUUID(),
  timeout: (ms) => AbortSignal.timeout(ms),
};
