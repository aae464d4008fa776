/** Writes `docs/reference` from the code; pages that no longer belong there are removed. Exit 0 good, 1 not. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { referencePages } from './reference/pages.ts';

const folder = resolve(import.meta.dirname, '../docs/reference');
const pages = referencePages();
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) if (!pages.has(name)) rmSync(join(folder, name));
for (const [name, text] of pages) writeFileSync(join(folder, name), text);
console.log(`docs/reference: ${[...pages.keys()].join(', ')}`);
