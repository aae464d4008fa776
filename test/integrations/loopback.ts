import { request as startRequest } from 'node:http';
import type { Clock } from '@lifeops/lib';
import { FakeClock, RecordedHttp } from '@lifeops/lib/testing';
import type { HttpReply, RecordedRequest } from '@lifeops/lib/testing';

/**
 * HTTP that reaches simulators on this machine over real sockets, while fake time waits for the answers. Faults and the
 * record of requests stand in front, as with any `RecordedHttp`.
 */
export class LoopbackHttp extends RecordedHttp {
  #hubClock = new FakeClock();
  /** The hub's clock once there is a hub: for simulators, which start before it. */
  readonly clock: Clock = {
    now: () => this.#hubClock.now(),
    monotonic: () => this.#hubClock.monotonic(),
    timer: (delayMs, run) => this.#hubClock.timer(delayMs, run),
    sleep: (delayMs, signal) => this.#hubClock.sleep(delayMs, signal),
  };

  constructor(startAt?: number) {
    super();
    if (startAt !== undefined) this.#hubClock = new FakeClock(startAt);
    for (const method of ['GET', 'POST']) {
      this.on(`${method} http://127.0.0.1:*/**`, (request) => this.#hubClock.track(ask(request)));
    }
  }

  /** The clock that a `testHub` over this world has to be given, so that both sides agree on the time. */
  get fakeClock(): FakeClock {
    return this.#hubClock;
  }

  override useClock(clock: Clock): void {
    super.useClock(clock);
    if (clock instanceof FakeClock) this.#hubClock = clock;
  }
}

/** One connection per request, so that none stays open. */
function ask({ url, method, headers, body }: RecordedRequest): Promise<HttpReply> {
  return new Promise((resolve, reject) => {
    const request = startRequest(url, { method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const names = Object.entries(response.headers).map(([name, value]) => [name, String(value)] as const);
        resolve({
          status: response.statusCode ?? 0,
          headers: Object.fromEntries(names),
          bytes: Buffer.concat(chunks),
        });
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}
