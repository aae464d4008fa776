import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { HomePage } from './pages/home/home-page.tsx';
import { NotFoundPage, PageFailure } from './pages/not-found-page.tsx';
import type { PageSearch } from './sheet/page-search.ts';
import { Shell } from './shell/shell.tsx';

const root = createRootRoute({
  component: Shell,
  notFoundComponent: NotFoundPage,
  errorComponent: PageFailure,
  validateSearch: ({ entity }: Record<string, unknown>): PageSearch =>
    typeof entity === 'string' ? { entity } : {},
});
const under = { getParentRoute: () => root } as const;

const routes = root.addChildren([
  createRoute({ ...under, path: '/', component: HomePage }),
  createRoute({
    ...under,
    path: '/areas',
    component: lazyRouteComponent(() => import('./pages/areas/areas-page.tsx'), 'AreasPage'),
  }),
  createRoute({
    ...under,
    path: '/devices',
    component: lazyRouteComponent(() => import('./pages/devices/devices-page.tsx'), 'DevicesPage'),
  }),
  createRoute({
    ...under,
    path: '/devices/$device',
    component: lazyRouteComponent(() => import('./pages/devices/device-page.tsx'), 'DevicePage'),
  }),
  createRoute({
    ...under,
    path: '/entities',
    component: lazyRouteComponent(() => import('./pages/entities/entities-page.tsx'), 'EntitiesPage'),
  }),
  createRoute({
    ...under,
    path: '/integrations',
    component: lazyRouteComponent(
      () => import('./pages/integrations/integrations-page.tsx'),
      'IntegrationsPage',
    ),
  }),
  createRoute({
    ...under,
    path: '/integrations/add/$integration',
    component: lazyRouteComponent(() => import('./pages/integrations/add-page.tsx'), 'AddPage'),
  }),
  createRoute({
    ...under,
    path: '/integrations/replace/$entry',
    component: lazyRouteComponent(() => import('./pages/integrations/replace-page.tsx'), 'ReplacePage'),
  }),
  createRoute({
    ...under,
    path: '/integrations/$entry',
    component: lazyRouteComponent(() => import('./pages/integrations/entry-page.tsx'), 'EntryPage'),
  }),
  createRoute({
    ...under,
    path: '/automations',
    component: lazyRouteComponent(
      () => import('./pages/automations/automations-page.tsx'),
      'AutomationsPage',
    ),
  }),
  createRoute({
    ...under,
    path: '/settings',
    component: lazyRouteComponent(() => import('./pages/settings/settings-page.tsx'), 'SettingsPage'),
  }),
]);

export const createPages = () =>
  createRouter({
    routeTree: routes,
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultErrorComponent: PageFailure,
  });

declare module '@tanstack/react-router' {
  interface Register {
    readonly router: ReturnType<typeof createPages>;
  }
}
