import { configurationPage } from './configuration-page.ts';
import { domainsPage } from './domains-page.ts';
import { errorsPage } from './errors-page.ts';
import { manifestPage } from './manifest-page.ts';
import { operationsPage } from './operations-page.ts';
import { portsPage } from './ports-page.ts';

/** Every page of `docs/reference` by its file's name, made from the code alone: the same code gives the same text. */
export const referencePages = (): ReadonlyMap<string, string> =>
  new Map([
    ['configuration.md', configurationPage()],
    ['domains.md', domainsPage()],
    ['errors.md', errorsPage()],
    ['manifest.md', manifestPage()],
    ['operations.md', operationsPage()],
    ['ports.md', portsPage()],
  ]);
