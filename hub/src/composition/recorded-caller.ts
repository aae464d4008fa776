import type { CallResult, ClockDep, JsonObject } from '@lifeops/lib';
import type { ServiceCall } from '../core/services/service-call.ts';
import type { ServiceCaller } from '../core/services/service-caller.ts';
import type { Recorder } from '../recorder/recorder.ts';

/** Calls of services as everybody makes them: carried out, and kept in history with what came of them and how long it took. */
export class RecordedCaller {
  readonly #deps: ClockDep & { readonly caller: ServiceCaller; readonly recorder: Recorder };
  readonly #outcomes: Record<string, number> = {};

  constructor(deps: ClockDep & { readonly caller: ServiceCaller; readonly recorder: Recorder }) {
    this.#deps = deps;
  }

  /** Targets since the start, by what became of them. */
  get outcomes(): Readonly<Record<string, number>> {
    return this.#outcomes;
  }

  /** Throws what `ServiceCaller.call` throws: then nothing was done and nothing is kept. */
  async call(call: ServiceCall): Promise<CallResult> {
    const { clock, caller, recorder } = this.#deps;
    const at = clock.now();
    const begun = clock.monotonic();
    const result = await caller.call(call);
    for (const { status } of result.results) this.#outcomes[status] = (this.#outcomes[status] ?? 0) + 1;
    recorder.recordCall({
      commandId: result.command_id,
      at,
      domain: call.domain,
      service: call.service,
      data: call.data ?? {},
      context: { ...call.context },
      result: result.results as unknown as readonly JsonObject[],
      durationMs: Math.round(clock.monotonic() - begun),
    });
    return result;
  }
}
