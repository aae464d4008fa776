import { Aborted, asLifeOpsError, backoffMs, LifeOpsError, TimedOut } from '@lifeops/lib';
import type { CallPolicy, ClockDep, ContextRef, Json, RandomDep, TargetResult } from '@lifeops/lib';
import type { PlannedCommand } from './call-plan.ts';
import { DeviceQueues, superseded } from './device-queue.ts';
import type { PendingCommand, PendingCommands } from './pending-commands.ts';
import { done, notDone } from './service-call.ts';

export interface CommandOptions {
  readonly policy: CallPolicy;
  readonly context: ContextRef;
  readonly commandId: string;
  readonly signal: AbortSignal | undefined;
}

interface Sending {
  readonly command: PlannedCommand;
  readonly options: CommandOptions;
  readonly signal: AbortSignal;
  /** Set from the moment that the command goes out. */
  pending: PendingCommand | undefined;
}

/** Sends one command to one entity through its device's queue and says what came of it. Never rejects. */
export class CommandRunner {
  readonly #deps: ClockDep & RandomDep & { readonly pending: PendingCommands };
  readonly #queues = new DeviceQueues<Json | void>();

  constructor(deps: ClockDep & RandomDep & { readonly pending: PendingCommands }) {
    this.#deps = deps;
  }

  async run(command: PlannedCommand, options: CommandOptions): Promise<TargetResult> {
    const limit = new AbortController();
    const { policy } = options;
    const timer = this.#deps.clock.timer(policy.timeout_ms, () =>
      limit.abort(new TimedOut(`${command.record.entityId} did not answer within ${policy.timeout_ms} ms.`)),
    );
    const signal = options.signal ? AbortSignal.any([limit.signal, options.signal]) : limit.signal;
    const sending: Sending = { command, options, signal, pending: undefined };
    try {
      return await this.#send(sending);
    } catch (cause) {
      return this.#failed(sending, cause, limit.signal.aborted);
    } finally {
      timer[Symbol.dispose]();
      // Ends what the handler still does for a call that nobody waits for.
      limit.abort(new Aborted());
    }
  }

  async #send(sending: Sending): Promise<TargetResult> {
    const { command, options, signal } = sending;
    const { record, service } = command;
    const target = { uid: record.uid, entity_id: record.entityId };
    const sent = this.#queues.add(record.deviceUid ?? record.uid, {
      uid: record.uid,
      service,
      run: () => this.#try(sending),
    });
    const answer = await untilAborted(sent, signal);
    if (answer === superseded) return done(target, { reason: 'superseded' });
    if (options.policy.confirm === 'state' && command.expects && sending.pending) {
      const outcome = await untilAborted(sending.pending.outcome, signal);
      if (outcome === 'superseded') return done(target, { reason: 'superseded' });
      if (outcome !== 'confirmed') {
        const code = outcome === 'contradicted' ? 'command-failed' : 'timed-out';
        return notDone(target, {
          status: 'failed',
          code,
          reason: `${record.entityId} did not do what was asked.`,
        });
      }
    }
    return done(target, answer === undefined ? {} : { response: answer });
  }

  async #try(sending: Sending): Promise<Json | void> {
    const { command, options, signal } = sending;
    const { policy, context, commandId } = options;
    signal.throwIfAborted();
    const { service, input, expects, handler } = command;
    const { uid } = command.record;
    const durable = policy.confirm === 'state';
    sending.pending = await this.#deps.pending.begin({
      commandId,
      uid,
      service,
      input,
      context,
      expects,
      durable,
    });
    for (let tries = 1; ; tries++) {
      try {
        return await untilAborted(handler.call({ uid, service, input, context, commandId, signal }), signal);
      } catch (cause) {
        const error = asLifeOpsError(cause);
        if (signal.aborted || tries > policy.retries || !mayRetry(error, expects !== null)) throw cause;
        const wait = { firstMs: policy.backoff_ms, factor: 2, maxMs: 60_000, jitter: 0.1 };
        const waitMs = Math.max(backoffMs(wait, tries, this.#deps.random), error.retryAfterMs ?? 0);
        await this.#deps.clock.sleep(waitMs, signal);
      }
    }
  }

  #failed({ command, options, pending }: Sending, cause: unknown, timedOut: boolean): TargetResult {
    const target = { uid: command.record.uid, entity_id: command.record.entityId };
    if (timedOut && pending && options.policy.confirm === 'state' && command.expects) {
      const reason = `${command.record.entityId} has not shown it yet.`;
      return notDone(target, { status: 'pending', code: null, reason });
    }
    if (!timedOut) pending?.drop();
    const error = asLifeOpsError(cause);
    return notDone(target, { status: 'failed', code: error.code, reason: error.message });
  }
}

/**
 * What says that nothing was done may be tried again; what leaves that open only where doing it twice is the same as once:
 * a service that sets a state.
 */
function mayRetry(error: LifeOpsError, setsState: boolean): boolean {
  return (
    error.kind === 'NotReady' || (setsState && (error.kind === 'Unavailable' || error.kind === 'TimedOut'))
  );
}

/** As the work, unless the signal fires first: then its reason. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () =>
      reject(
        signal.reason instanceof LifeOpsError
          ? signal.reason
          : new Aborted(undefined, { cause: signal.reason }),
      );
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
