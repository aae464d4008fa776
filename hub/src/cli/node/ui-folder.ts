import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where the built UI is: in the package, or beside it in the repository; undefined: it was not built. */
export function uiFolderOf(packageFolder: string): string | undefined {
  const folders = [join(packageFolder, 'ui'), join(packageFolder, '..', 'ui', 'dist')];
  return folders.find((folder) => existsSync(join(folder, 'index.html')));
}
