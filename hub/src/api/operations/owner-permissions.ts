import type { ContextRef } from '@lifeops/lib';
import type { Registries } from '../../core/registries/registries.ts';
import type { CallPermissions } from '../../core/services/service-call.ts';

/**
 * Whose entities a call may reach, by its context: what a person began reaches the household's and that person's own;
 * what the hub, an automation or an integration began reaches all. Roles were checked with the operation.
 */
export class OwnerPermissions implements CallPermissions {
  readonly #registries: Pick<Registries, 'entities'>;

  constructor(deps: { readonly registries: Pick<Registries, 'entities'> }) {
    this.#registries = deps.registries;
  }

  mayCall(): boolean {
    return true;
  }

  mayControl(context: ContextRef, uid: string): boolean {
    const owner = this.#registries.entities.get(uid)?.owner ?? null;
    return owner === null || context.cause !== 'user' || owner === context.ref;
  }
}
