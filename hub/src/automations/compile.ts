import { InvalidInput, nearest } from '@lifeops/lib';
import type { Issue, Json } from '@lifeops/lib';
import { automationDocumentSchema } from './document.ts';
import type { AutomationDocument, Condition } from './document.ts';

/** What a document is checked against: the entities and services that there are. */
export interface Home {
  /** The uid under an entity id or former id. */
  uidOf(entityId: string): string | undefined;
  entityIds(): Iterable<string>;
  hasService(domain: string, service: string): boolean;
  serviceNames(): Iterable<string>;
}

export interface CompiledAutomation {
  readonly document: AutomationDocument;
  /** Every entity that the document names, by the id written there. */
  readonly uids: ReadonlyMap<string, string>;
}

/** The shape alone, before the home is known. Throws `InvalidInput` with the pointer of each fault. */
export function parseDocument(document: Json): AutomationDocument {
  const parsed = automationDocumentSchema.safeParse(document);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue): Issue => ({
    path: pointer(issue.path),
    message: issue.message,
  }));
  throw new InvalidInput(
    `This automation is not well formed: ${issues[0]?.path ?? ''} ${issues[0]?.message ?? ''}.`,
    issues,
  );
}

/** Against the home as it is: unknown entities and services are errors here, not when it runs. */
export function compile(document: AutomationDocument, home: Home): CompiledAutomation {
  const uids = new Map<string, string>();
  const issues: Issue[] = [];
  const entity = (id: string, path: string) => {
    const uid = home.uidOf(id);
    if (uid === undefined)
      issues.push({ path, message: unknownName(`entity ${id}`, nearest(id, home.entityIds(), 3)), got: id });
    else uids.set(id, uid);
  };
  document.triggers.forEach((trigger, i) =>
    trigger.entity_id.forEach((id, j) => entity(id, `/triggers/${i}/entity_id/${j}`)),
  );
  for (const { id, path } of conditionEntities(document.conditions, '/conditions')) entity(id, path);
  document.actions.forEach((action, i) => {
    const [domain = '', service = ''] = action.action.split('.');
    if (!home.hasService(domain, service)) {
      issues.push({
        path: `/actions/${i}/action`,
        message: unknownName(`service ${action.action}`, nearest(action.action, home.serviceNames(), 3)),
        got: action.action,
      });
    }
    for (const id of [action.target?.entity_id ?? []].flat()) entity(id, `/actions/${i}/target/entity_id`);
  });
  if (issues.length > 0)
    throw new InvalidInput(
      `The automation "${document.name}" names what is not there: ${issues[0]?.message ?? ''}.`,
      issues,
    );
  return { document, uids };
}

function* conditionEntities(
  conditions: readonly Condition[],
  path: string,
): Generator<{ readonly id: string; readonly path: string }> {
  for (const [i, condition] of conditions.entries()) {
    if ('entity_id' in condition)
      for (const [j, id] of condition.entity_id.entries()) yield { id, path: `${path}/${i}/entity_id/${j}` };
    else yield* conditionEntities(condition.conditions, `${path}/${i}/conditions`);
  }
}

const unknownName = (what: string, near: readonly string[]): string =>
  near.length === 0 ? `there is no ${what}` : `there is no ${what}; did you mean ${near.join(' or ')}?`;

const pointer = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
