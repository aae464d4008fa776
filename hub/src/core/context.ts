import type { Cause, ContextRef, IdsDep, NodeId } from '@lifeops/lib';

/** Makes the contexts that calls and changes carry: each new, each knowing what led to it. */
export class ContextFactory {
  readonly #ids: IdsDep['ids'];
  readonly #node: NodeId;

  constructor(deps: IdsDep & { readonly node: NodeId }) {
    this.#ids = deps.ids;
    this.#node = deps.node;
  }

  /** `ref`: the user, automation or entry behind it. `parent`: the context of what led to it. */
  make(cause: Cause, ref: string | null, parent: ContextRef | null = null): ContextRef {
    return Object.freeze({ id: this.#ids.next(), parent: parent?.id ?? null, cause, ref, node: this.#node });
  }
}
