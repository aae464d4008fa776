import { posix } from 'node:path';
import type { ConfigFiles } from '../../../hub/src/config/config-files.ts';

/** Files by absolute path, in memory; counts what was read. */
export class MemoryConfigFiles implements ConfigFiles {
  readonly texts: Map<string, string>;
  readonly reads: string[] = [];

  constructor(texts: Readonly<Record<string, string>> = {}) {
    this.texts = new Map(Object.entries(texts));
  }

  async stat(path: string) {
    const text = this.texts.get(path);
    if (text !== undefined) return { kind: 'file' as const, size: text.length };
    const isFolder = [...this.texts.keys()].some((name) => name.startsWith(`${path}/`));
    return isFolder ? { kind: 'folder' as const, size: 0 } : undefined;
  }

  async readFile(path: string) {
    this.reads.push(path);
    const text = this.texts.get(path);
    if (text === undefined) throw Object.assign(new Error(`no ${path}`), { code: 'ENOENT' });
    return text;
  }

  async readdir(path: string) {
    const names = [...this.texts.keys()].filter((name) => name.startsWith(`${path}/`));
    return [...new Set(names.map((name) => posix.relative(path, name).split('/')[0] ?? ''))];
  }
}
