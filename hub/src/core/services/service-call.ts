import type { CallPolicy, ContextRef, Json, JsonObject, Target, TargetResult } from '@lifeops/lib';

/** A wish: what to do, to what, for whom, how hard. */
export interface ServiceCall {
  readonly domain: string;
  readonly service: string;
  readonly target?: Target | undefined;
  readonly data?: JsonObject | undefined;
  /** What is left out has the default of `callPolicySchema`. */
  readonly policy?: Partial<CallPolicy> | undefined;
  readonly context: ContextRef;
  /** Gives up waiting; what is under way may still take effect. */
  readonly signal?: AbortSignal | undefined;
}

/** Who may do what; asked for every call and every entity. */
export interface CallPermissions {
  mayCall(context: ContextRef, service: string): boolean;
  mayControl(context: ContextRef, uid: string): boolean;
}

interface Named {
  readonly uid: string | null;
  readonly entity_id: string | null;
}

export const done = (
  target: Named,
  more: { readonly reason?: string; readonly response?: Json | undefined } = {},
): TargetResult => ({
  uid: target.uid,
  entity_id: target.entity_id,
  status: 'done',
  reason: more.reason ?? null,
  code: null,
  ...(more.response === undefined
    ? {}
    : { response: more.response as NonNullable<TargetResult['response']> }),
});

/** Not done, with the reason for people and the code for programs. */
export const notDone = (
  target: Named,
  how: {
    readonly status: 'skipped' | 'failed' | 'pending';
    readonly code: string | null;
    readonly reason: string;
  },
): TargetResult => ({ uid: target.uid, entity_id: target.entity_id, ...how });
