import { isAbsolute, join } from 'node:path';
import { InvalidInput } from '@lifeops/lib';

export type DatabasePlace =
  { readonly kind: 'sqlite'; readonly file: string } | { readonly kind: 'postgres'; readonly url: string };

/**
 * Where a database of the configuration lies: `sqlite:name.db` (in the data folder unless the path is absolute) or
 * `postgres://…`. Throws `InvalidInput` (invalid-config) for anything else, without repeating the URL: it may hold a
 * password.
 */
export function parseDatabaseUrl(url: string, dataFolder: string): DatabasePlace {
  if (/^postgres(?:ql)?:\/\//.test(url)) return { kind: 'postgres', url };
  const path = /^sqlite:(?:\/\/)?(.+)$/.exec(url)?.[1];
  if (path === undefined || path === ':memory:') {
    throw new InvalidInput(
      'The database URL is neither sqlite:<file> nor postgres://…; correct it in config.yaml.',
      [],
      {
        code: 'invalid-config',
      },
    );
  }
  return { kind: 'sqlite', file: isAbsolute(path) ? path : join(dataFolder, path) };
}
