import { Forbidden } from '@lifeops/lib';
import { rolePermissions } from '@lifeops/lib/protocol';
import type { Permission, Role } from '@lifeops/lib/protocol';

/** Who asks: a person's session, or a token of no person. Made from a valid token only. */
export interface Principal {
  readonly tokenUid: string;
  readonly userUid: string | null;
  readonly name: string;
  readonly role: Role;
}

/** The hub itself: what it does at start, on schedule, for an automation. */
export const hubPrincipal: Principal = { tokenUid: 'hub', userUid: null, name: 'hub', role: 'owner' };

export const may = (principal: Principal, permission: Permission): boolean =>
  rolePermissions[principal.role].has(permission);

/** The one check of an operation's permission, for REST and sockets alike. */
export function authorize(principal: Principal, permission: Permission): void {
  if (may(principal, permission)) return;
  throw new Forbidden(`The role ${principal.role} may not do this; it needs ${permission}.`, {
    details: { permission, role: principal.role },
  });
}

/** What belongs to one person is seen by that person alone, whatever the role. */
export const canSee = (principal: Principal, owner: string | null): boolean =>
  owner === null || owner === principal.userUid;
