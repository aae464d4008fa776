/** What an operation may need. Roles are sets of these; there is no other check of what a role may do. */
export const permissions = [
  'states:read',
  'history:read',
  'registry:read',
  'registry:write',
  'services:call',
  'automations:read',
  'automations:write',
  'integrations:read',
  'integrations:write',
  'notifications:read',
  'notifications:write',
  'health:read',
  'calendar:read',
  'calendar:write',
  'settings:read',
  'settings:write',
  'tokens:own',
  'users:manage',
  'system:read',
  'system:manage',
] as const;
export type Permission = (typeof permissions)[number];

export const roles = ['owner', 'admin', 'member', 'child', 'guest', 'agent', 'read-only'] as const;
export type Role = (typeof roles)[number];

const reading: readonly Permission[] = [
  'states:read',
  'history:read',
  'registry:read',
  'automations:read',
  'notifications:read',
  'calendar:read',
  'settings:read',
];
const everything: readonly Permission[] = permissions;

/**
 * Who may do what (design: roles). `admin` does all but manage people; `agent` acts but changes no set-up; data that
 * belongs to one person is seen by that person alone, whatever the role.
 */
export const rolePermissions: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  owner: new Set(everything),
  admin: new Set(everything.filter((permission) => permission !== 'users:manage')),
  member: new Set<Permission>([
    ...reading,
    'services:call',
    'notifications:write',
    'health:read',
    'calendar:write',
    'integrations:read',
    'tokens:own',
    'system:read',
  ]),
  child: new Set<Permission>([
    'states:read',
    'registry:read',
    'calendar:read',
    'settings:read',
    'services:call',
    'tokens:own',
  ]),
  guest: new Set<Permission>(['states:read', 'registry:read', 'settings:read', 'services:call']),
  agent: new Set<Permission>([
    ...reading,
    'services:call',
    'notifications:write',
    'health:read',
    'system:read',
  ]),
  'read-only': new Set<Permission>([...reading, 'health:read', 'integrations:read', 'system:read']),
};
