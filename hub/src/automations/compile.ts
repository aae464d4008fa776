import { InvalidInput, nearest } from '@lifeops/lib';
import type { Issue, Json } from '@lifeops/lib';
import { automationDocumentSchema } from './document.ts';
import type { AutomationDocument, Condition } from './document.ts';
import { statusWords } from './matching.ts';
import type { ParseWord, Words } from './matching.ts';

/** What a document is checked against: the entities and services that there are. */
export interface Home {
  /** The uid under an entity id or former id. */
  uidOf(entityId: string): string | undefined;
  entityIds(): Iterable<string>;
  /** What a word of a document means for the entity; throws `InvalidInput` for what its domain does not take. */
  readonly parseWord: ParseWord;
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
  const entity = (id: string, path: string): string | undefined => {
    const uid = home.uidOf(id);
    if (uid === undefined)
      issues.push({ path, message: unknownName(`entity ${id}`, nearest(id, home.entityIds(), 3)), got: id });
    else uids.set(id, uid);
    return uid;
  };
  const words = (uid: string | undefined, said: Words | undefined, path: string) => {
    if (uid !== undefined) issues.push(...wordIssues(home.parseWord, uid, said ?? null, path));
  };
  for (const [i, trigger] of document.triggers.entries()) {
    for (const [j, id] of trigger.entity_id.entries()) {
      const uid = entity(id, `/triggers/${i}/entity_id/${j}`);
      for (const side of ['from', 'to', 'not_from', 'not_to'] as const)
        words(uid, trigger[side], `/triggers/${i}/${side}`);
    }
  }
  for (const { condition, path } of leaves(document.conditions, '/conditions')) {
    for (const [j, id] of condition.entity_id.entries()) {
      const uid = entity(id, `${path}/entity_id/${j}`);
      if (condition.condition === 'state') words(uid, condition.state, `${path}/state`);
    }
  }
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

type Leaf = Extract<Condition, { readonly entity_id: string[] }>;

function* leaves(
  conditions: readonly Condition[],
  path: string,
): Generator<{ readonly condition: Leaf; readonly path: string }> {
  for (const [i, condition] of conditions.entries()) {
    if ('entity_id' in condition) yield { condition, path: `${path}/${i}` };
    else yield* leaves(condition.conditions, `${path}/${i}/conditions`);
  }
}

function wordIssues(parse: ParseWord, uid: string, words: Words, path: string): Issue[] {
  return [words ?? []].flat().flatMap((word): Issue[] => {
    if (statusWords.has(word)) return [];
    try {
      parse(uid, word);
      return [];
    } catch (cause) {
      if (!(cause instanceof InvalidInput)) throw cause;
      return [
        {
          path,
          message: cause.message,
          got: String(word),
          ...(cause.issues[0]?.expected === undefined ? {} : { expected: cause.issues[0].expected }),
        },
      ];
    }
  });
}

const unknownName = (what: string, near: readonly string[]): string =>
  near.length === 0 ? `there is no ${what}` : `there is no ${what}; did you mean ${near.join(' or ')}?`;

const pointer = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
