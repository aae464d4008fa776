import {
  IconDevices,
  IconHome2,
  IconListSearch,
  IconPlugConnected,
  IconRoute,
  IconSettings,
  IconLayoutGrid,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import type { Permission } from '@lifeops/lib/protocol';

export interface PageLink {
  readonly to: string;
  readonly key: string;
  readonly icon: Icon;
  readonly needs: Permission;
  /** In the bar of a phone; the others are under "More". */
  readonly first: boolean;
}

export const pages: readonly PageLink[] = [
  { to: '/', key: 'home', icon: IconHome2, needs: 'states:read', first: true },
  { to: '/areas', key: 'areas', icon: IconLayoutGrid, needs: 'registry:read', first: true },
  { to: '/devices', key: 'devices', icon: IconDevices, needs: 'registry:read', first: true },
  { to: '/automations', key: 'automations', icon: IconRoute, needs: 'automations:read', first: true },
  { to: '/entities', key: 'entities', icon: IconListSearch, needs: 'registry:read', first: false },
  {
    to: '/integrations',
    key: 'integrations',
    icon: IconPlugConnected,
    needs: 'integrations:read',
    first: false,
  },
  { to: '/settings', key: 'settings', icon: IconSettings, needs: 'settings:read', first: false },
];
