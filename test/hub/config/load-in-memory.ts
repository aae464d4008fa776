import { InvalidInput } from '@lifeops/lib';
import { formatIssues } from '../../../hub/src/config/config-issue.ts';
import type { LoadOptions } from '../../../hub/src/config/load.ts';
import { loadConfig } from '../../../hub/src/config/load.ts';
import { MemoryConfigFiles } from './memory-config-files.ts';

type Said = Partial<Pick<LoadOptions, 'env' | 'flags' | 'file' | 'machineTimeZone'>>;

/** Loads from `/home/config.yaml` and what stands beside it. */
export function load(texts: Readonly<Record<string, string>>, said: Said = {}) {
  const files = new MemoryConfigFiles(
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [`/home/${name}`, text])),
  );
  return loadConfig({ env: {}, cwd: '/home', files, machineTimeZone: 'Europe/Warsaw', ...said });
}

/** The lines that people would see; an empty list when the configuration is taken. */
export async function problems(texts: Readonly<Record<string, string>>, said: Said = {}): Promise<string[]> {
  try {
    await load(texts, said);
    return [];
  } catch (cause) {
    if (cause instanceof InvalidInput && cause.code === 'invalid-config')
      return formatIssues(cause).split('\n');
    throw cause;
  }
}
