import type { Issue } from '@lifeops/lib';
import { issueAt } from './config-issue.ts';
import type { Config } from './loaded-config.ts';
import { listenersOf, overlap } from './listeners.ts';
import type { Origins } from './origins.ts';
import { placeOf } from './origins.ts';

/** What only several fields together can get wrong. */
export function crossCheck(config: Config, origins: Origins): Issue[] {
  return [
    ...halfPlace(config, origins),
    ...sharedFile(config, origins),
    ...twins(config, origins),
    ...sharedPorts(config, origins),
  ];
}

function halfPlace({ site }: Config, origins: Origins): Issue[] {
  if ((site.latitude === undefined) === (site.longitude === undefined)) return [];
  const [said, missing] = site.latitude === undefined ? ['longitude', 'latitude'] : ['latitude', 'longitude'];
  return [
    issueAt({
      origin: origins.nearest(['site', said as string]),
      path: ['site', missing as string],
      expected: `${missing} beside ${said}`,
      got: 'nothing',
    }),
  ];
}

/** History and application data are apart, so that losing one never loses the other. */
function sharedFile({ database, recorder }: Config, origins: Origins): Issue[] {
  const url = recorder.url.reveal();
  if (!url.startsWith('sqlite:') || url !== database.url.reveal()) return [];
  const path = origins.isSet('/recorder/url') ? ['recorder', 'url'] : ['database', 'url'];
  return [
    issueAt({
      origin: origins.nearest(path),
      path,
      expected: 'another file than that of the other database',
      got: 'the same file',
    }),
  ];
}

function twins({ integrations }: Config, origins: Origins): Issue[] {
  const seen = new Map<string, number>();
  return integrations.flatMap(({ integration, name, index }) => {
    const key = JSON.stringify([integration, name ?? null]);
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, index);
      return [];
    }
    const path = ['integrations', index, ...(name === undefined ? [] : ['name'])];
    const what =
      name === undefined
        ? `a second ${integration} entry without a name`
        : `a second ${integration} entry named "${name}"`;
    const place = placeOf(origins.nearest(['integrations', first]));
    return [
      issueAt({
        origin: origins.nearest(path),
        path,
        expected: `a name that no other ${integration} entry has`,
        got: `${what}, the first is at ${place}`,
      }),
    ];
  });
}

function sharedPorts(config: Config, origins: Origins): Issue[] {
  const listeners = listenersOf(config);
  return listeners.flatMap((listener, index) => {
    const other = listeners.slice(0, index).find((earlier) => overlap(earlier, listener));
    if (!other) return [];
    const expected = `another port than that of ${other.path.join('.')}`;
    return [
      issueAt({
        origin: origins.nearest(listener.path),
        path: listener.path,
        expected,
        got: String(listener.port),
      }),
    ];
  });
}
