import type { Cause, ContextRef, IdsDep, NodeId } from '@lifeops/lib';

/** Makes contexts: each names who or what is behind a change, and what led to it. */
export class ContextFactory {
  readonly #ids: IdsDep['ids'];
  readonly #node: NodeId;

  constructor(deps: IdsDep & { readonly node: NodeId }) {
    this.#ids = deps.ids;
    this.#node = deps.node;
  }

  make(cause: Cause, ref: string | null = null, parent: ContextRef | null = null): ContextRef {
    return Object.freeze({ id: this.#ids.next(), parent: parent?.id ?? null, cause, ref, node: this.#node });
  }
}
