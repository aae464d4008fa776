import type { SiteFields } from '../../site/site-settings.ts';
import { camelCase, snakeCase } from '@lifeops/lib/protocol';
import type { WireSite } from '@lifeops/lib/protocol';
import type { OperationDeps } from './operation-deps.ts';
import type { OperationsOf } from './operation-table.ts';

/** The hub itself: health, the home's settings, configuration, log. */
export function systemOperations(
  deps: OperationDeps,
): OperationsOf<'system'> & OperationsOf<'site'> & OperationsOf<'config'> & OperationsOf<'logs'> {
  const { system, site, clock } = deps;
  return {
    'system.health': async () => ({
      status: system.health,
      version: system.version,
      timestamp: clock.now(),
      uptime_seconds: system.uptimeSeconds,
    }),
    'system.status': async () => {
      const parts = [...(await system.parts())];
      const counts = countsOf(deps);
      return {
        summary: summaryOf(site.fields.name, system.health, counts),
        timestamp: clock.now(),
        version: system.version,
        node_id: system.nodeId,
        parts,
        counts,
        machine: await system.machine(),
      };
    },
    'site.get': async () => wireSite(deps),
    'site.update': async (input, { context }) => {
      await site.update(siteFields(input), context);
      return wireSite(deps);
    },
    'config.reload': async (_input, { context }) => ({ changed: [...(await deps.config.reload(context))] }),
    'config.schema': async () => deps.config.schema() as never,
    'logs.level': async ({ level }) => {
      deps.logLevels.setLevel(level);
      return { level };
    },
  };
}

/** Fields as the site's settings name them; those that are left out stay out. */
export function siteFields(input: { readonly [field: string]: unknown }): Partial<SiteFields> {
  const given = Object.entries(input).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [camelCase(name), value]));
}

function wireSite({ site, system }: OperationDeps): WireSite {
  const { id, name, latitude, longitude, timeZone, currency } = site.info;
  return {
    id,
    name,
    latitude,
    longitude,
    time_zone: timeZone,
    currency,
    units: site.fields.units,
    read_only: site.readOnly.map(snakeCase),
    demo: system.demo,
  };
}

/** Of the whole home: numbers alone tell nobody's secrets. */
function countsOf({ registries, entries, automations }: OperationDeps) {
  const entities = [...registries.entities.all()];
  return {
    devices: [...registries.devices.all()].length,
    entities: entities.length,
    areas: registries.areas.all().length,
    config_entries: entries.list().length,
    automations: automations.list().length,
  };
}

function summaryOf(name: string, health: string, counts: ReturnType<typeof countsOf>): string {
  const mood = { starting: 'is starting', ok: 'is well', degraded: 'runs, but not all of it is well' }[
    health
  ];
  return `${name} ${mood ?? health}: ${counts.devices} devices with ${counts.entities} entities in ${counts.areas} areas, ${counts.config_entries} integrations set up, ${counts.automations} automations.`;
}
