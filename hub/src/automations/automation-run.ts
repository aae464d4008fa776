import { asError, LifeOpsError, Unavailable } from '@lifeops/lib';
import type { CallResult, ContextRef, JsonObject, LogDep, Target } from '@lifeops/lib';
import type { Action } from './document.ts';

export type CallService = (
  call: {
    readonly domain: string;
    readonly service: string;
    readonly target?: Target;
    readonly data: JsonObject;
  },
  context: ContextRef,
  signal: AbortSignal,
) => Promise<CallResult>;

export interface RunDeps extends LogDep {
  readonly callService: CallService;
}

/** Runs the actions one after another. Throws what the first failing one threw, unless that one says to go on. */
export async function runActions(
  actions: readonly Action[],
  deps: RunDeps,
  by: { readonly context: ContextRef; readonly signal: AbortSignal },
): Promise<void> {
  for (const action of actions) {
    if (!action.enabled) continue;
    by.signal.throwIfAborted();
    try {
      await runAction(action, deps, by);
    } catch (cause) {
      if (!action.continue_on_error || by.signal.aborted) throw cause;
      deps.log.warn('An action failed; the automation goes on as it says', {
        action: action.action,
        error: asError(cause),
      });
    }
  }
}

async function runAction(
  action: Action,
  deps: RunDeps,
  by: { readonly context: ContextRef; readonly signal: AbortSignal },
): Promise<void> {
  const [domain = '', service = ''] = action.action.split('.');
  const result = await deps.callService(
    { domain, service, ...(action.target ? { target: action.target } : {}), data: action.data },
    by.context,
    by.signal,
  );
  const failed = result.results.find((target) => target.status === 'failed');
  if (failed)
    throw new Unavailable(
      `${action.action} failed on ${failed.entity_id ?? 'its target'}: ${failed.reason ?? 'no reason given'}.`,
      { code: 'command-failed' },
    );
}

export const messageOf = (cause: unknown): string =>
  cause instanceof LifeOpsError ? cause.message : asError(cause).message;
