import {
  asError,
  callPolicySchema,
  Forbidden,
  InvalidInput,
  LifeOpsError,
  NotFound,
  TimedOut,
  Unavailable,
} from '@lifeops/lib';
import type {
  CallPolicy,
  CallResult,
  ClockDep,
  ContextRef,
  IdsDep,
  Json,
  JsonObject,
  RandomDep,
  TargetResult,
} from '@lifeops/lib';
import type { EventBus } from '../bus/event-bus.ts';
import { planCall } from './call-plan.ts';
import type { PlanDeps } from './call-plan.ts';
import { CommandRunner } from './command-runner.ts';
import type { PendingCommands } from './pending-commands.ts';
import { RememberedCalls } from './remembered-calls.ts';
import { done, notDone } from './service-call.ts';
import type { ServiceCall } from './service-call.ts';
import type { PlainService } from './service-registry.ts';
import { resolveDevices } from './target-resolution.ts';

export type ServiceCallerDeps = PlanDeps &
  ClockDep &
  RandomDep &
  IdsDep & { readonly bus: EventBus; readonly pending: PendingCommands };

interface Started extends ServiceCall {
  readonly commandId: string;
  readonly limits: CallPolicy;
}

const defaults = callPolicySchema.parse({});

/**
 * Carries out calls of services. What is wrong with the call itself is thrown before anything happens; what happens to
 * each target is told in the result, each target exactly once.
 */
export class ServiceCaller {
  readonly #deps: ServiceCallerDeps;
  readonly #runner: CommandRunner;
  readonly #remembered: RememberedCalls;

  constructor(deps: ServiceCallerDeps) {
    this.#deps = deps;
    this.#runner = new CommandRunner(deps);
    this.#remembered = new RememberedCalls(deps);
  }

  /**
   * Throws `NotFound`, `InvalidInput`, `Forbidden` or `Conflict` when nothing was done; `Unavailable` (command-failed), with
   * the results in its details, when fewer targets succeeded than `at_least` asks. A service without targets throws what it
   * throws.
   */
  async call(call: ServiceCall): Promise<CallResult> {
    const limits = { ...defaults, ...call.policy };
    const key = limits.idempotency_key;
    const run = () => this.#run({ ...call, commandId: this.#deps.ids.next(), limits });
    if (key === undefined) return run();
    const { domain, service, target, data, context } = call;
    const request = { domain, service, target: (target ?? {}) as Json, data: data ?? {} };
    return this.#remembered.run(JSON.stringify([context.cause, context.ref, key]), request, run);
  }

  /** The context under which the entity's next state is written, while a command to it is on its way. */
  contextFor(uid: string): ContextRef | undefined {
    return this.#deps.pending.contextFor(uid);
  }

  async #run(call: Started): Promise<CallResult> {
    const { services, permissions } = this.#deps;
    const found = services.find(call.domain, call.service);
    const name = `${call.domain}.${call.service}`;
    if (!permissions.mayCall(call.context, name)) throw new Forbidden(`You may not call ${name}.`);
    if (found.kind === 'plain') return this.#runPlain(found.service, call);
    const planned = planCall(this.#deps, call, found);
    this.#tell(call);
    const options = {
      policy: call.limits,
      context: call.context,
      commandId: call.commandId,
      signal: call.signal,
    };
    const results = await Promise.all(
      planned.map(async (target) => ('result' in target ? target.result : this.#runner.run(target, options))),
    );
    const answers = Object.fromEntries(
      results.flatMap(({ entity_id: id, response }) =>
        id === null || response === undefined ? [] : [[id, response]],
      ),
    );
    return this.#result(call, results, found.service.output ? answers : undefined);
  }

  async #runPlain(service: PlainService, call: Started): Promise<CallResult> {
    const input = service.parse ? service.parse(call.data ?? {}) : (call.data ?? {});
    if (service.target !== 'device') {
      this.#tell(call);
      const response = await this.#callPlain(service, call, { input, deviceUid: null });
      return this.#result(call, [], response ?? undefined);
    }
    const { found, missing } = resolveDevices(this.#deps.registries, call.target ?? {});
    if (found.length === 0) {
      if (missing[0] !== undefined) throw new NotFound(`There is no device ${missing[0]}.`);
      throw new InvalidInput(`${call.domain}.${call.service} needs a device.`, [
        { path: '/target/device_id', message: 'missing' },
      ]);
    }
    this.#tell(call);
    const results = await Promise.all(
      found.map(async ({ uid }) => {
        const target = { uid, entity_id: null };
        try {
          const response = await this.#callPlain(service, call, { input, deviceUid: uid });
          return done(target, response === undefined ? {} : { response });
        } catch (cause) {
          const code = cause instanceof LifeOpsError ? cause.code : 'bug';
          return notDone(target, { status: 'failed', code, reason: asError(cause).message });
        }
      }),
    );
    const unknown = missing.map((text) =>
      notDone(
        { uid: null, entity_id: null },
        { status: 'failed', code: 'not-found', reason: `There is no device ${text}.` },
      ),
    );
    return this.#result(call, [...results, ...unknown]);
  }

  async #callPlain(
    service: PlainService,
    call: Started,
    of: { readonly input: JsonObject; readonly deviceUid: string | null },
  ): Promise<Json | void> {
    const limit = new AbortController();
    const { promise, reject } = Promise.withResolvers<never>();
    const { timeout_ms: timeoutMs } = call.limits;
    const timer = this.#deps.clock.timer(timeoutMs, () => {
      const error = new TimedOut(`${call.domain}.${call.service} did not answer within ${timeoutMs} ms.`);
      limit.abort(error);
      reject(error);
    });
    try {
      const signal = call.signal ? AbortSignal.any([limit.signal, call.signal]) : limit.signal;
      const { context, commandId } = call;
      return await Promise.race([service.call({ ...of, context, commandId, signal }), promise]);
    } finally {
      timer[Symbol.dispose]();
    }
  }

  #tell({ domain, service, target, data, context, commandId }: Started): void {
    const given = { ...data, ...(target as JsonObject | undefined) };
    this.#deps.bus.fire('call_service', { domain, service, data: given, commandId }, context);
  }

  #result(call: Started, results: readonly TargetResult[], response?: Json): CallResult {
    const { at_least: atLeast } = call.limits;
    const succeeded = results.filter(({ status }) => status === 'done').length;
    if ((atLeast === 'all' && succeeded < results.length) || (atLeast === 'one' && succeeded === 0)) {
      const message = `${call.domain}.${call.service} reached ${succeeded} of ${results.length} targets; ${atLeast} had to succeed.`;
      throw new Unavailable(message, {
        code: 'command-failed',
        details: { results: results as unknown as Json, command_id: call.commandId },
      });
    }
    const plain = { command_id: call.commandId, context: call.context.id, results: [...results] };
    return response === undefined
      ? plain
      : { ...plain, response: response as NonNullable<CallResult['response']> };
  }
}
