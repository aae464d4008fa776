import type { Issue, z } from '@lifeops/lib';
import { nearest } from '@lifeops/lib';
import type { ConfigNode, Path } from './config-node.ts';
import { secretsIn } from './config-node.ts';
import { issueAt, tidyIssues } from './config-issue.ts';
import { expectedOfIssue, expectedOfSchema } from './expected.ts';
import type { JsonSchema } from './json-schema.ts';
import { knownKeys, schemasAt } from './json-schema.ts';
import type { Origins } from './origins.ts';

type ZodIssue = z.core.$ZodIssue;

export interface IssueContext {
  readonly origins: Origins;
  /** Where the checked value lies in the whole configuration. */
  readonly base: Path;
  /** Of the checked value: makes expectations whole and finds the nearest known key. */
  readonly schema?: JsonSchema | undefined;
}

/** What zod found wrong, with the places of the files. Values of secrets are never in it. */
export function issuesOfZod(issues: readonly ZodIssue[], context: IssueContext): Issue[] {
  return scrub(tidyIssues(issues.flatMap((issue) => convert(issue, [], context))), context.origins.root);
}

/**
 * The same for one entry under `integrations`, checked against its integration's own schema: the fields get their
 * places in `config.yaml`. `schema` is that integration's JSON Schema (input side).
 */
export function entryIssues(
  error: { readonly issues: readonly ZodIssue[] },
  origins: Origins,
  entry: { readonly index: number; readonly schema?: JsonSchema },
): Issue[] {
  return issuesOfZod(error.issues, { origins, base: ['integrations', entry.index], schema: entry.schema });
}

function convert(issue: ZodIssue, prefix: Path, context: IssueContext): Issue[] {
  const path = [...prefix, ...issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key))];
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(key, path, context));
  if (issue.code === 'invalid_union') {
    const inner = branchMeant(issue);
    if (inner) return inner.flatMap((part) => convert(part, path, context));
  }
  const { origins } = context;
  const whole = [...context.base, ...path];
  const schemas = schemasAt(context.schema, path);
  const node = origins.node(whole);
  const origin = origins.nearest(whole);
  const hidden = schemas.some((schema) => schema['x-secret'] === true);
  const expected = expectedOfSchema(schemas);
  if (expected === undefined && issue.code === 'custom' && !hidden)
    return [issueAt({ origin, path: whole, message: issue.message, got: describe(node, whole, hidden) })];
  const got = describe(node, whole, hidden) + (node === undefined ? lookalike(whole, context, path) : '');
  return [issueAt({ origin, path: whole, expected: expected ?? expectedOfIssue(issue), got })];
}

/** The alternative that fits so far that its errors lie deeper than the union itself. */
function branchMeant(issue: Extract<ZodIssue, { code: 'invalid_union' }>): readonly ZodIssue[] | undefined {
  return issue.errors
    .filter(
      (branch) =>
        branch.length > 0 &&
        branch.every((part) => part.path.length > 0 || part.code === 'unrecognized_keys'),
    )
    .toSorted((a, b) => a.length - b.length)[0];
}

function unknownKey(key: string, path: Path, context: IssueContext): Issue {
  const whole = [...context.base, ...path, key];
  const names = knownKeys(schemasAt(context.schema, path));
  const [near] = nearest(key, names);
  const hint = near === undefined ? '' : ` (did you mean "${near}"?)`;
  return issueAt({
    origin: context.origins.key(whole),
    path: whole,
    message: `unknown key "${key}"${hint}`,
    ...(names.length === 0 ? {} : { expected: `one of ${names.join(', ')}` }),
    got: key,
  });
}

/** A missing field is often there under a slip of the pen. */
function lookalike(whole: Path, context: IssueContext, path: Path): string {
  const parent = context.origins.node(whole.slice(0, -1));
  if (parent?.kind !== 'map') return '';
  const known = new Set(knownKeys(schemasAt(context.schema, path.slice(0, -1))));
  const [near] = nearest(
    String(whole.at(-1)),
    [...parent.entries.keys()].filter((name) => !known.has(name)),
  );
  return near === undefined ? '' : ` (is "${near}" meant to be it?)`;
}

const secretName = /pass(word|wd|phrase|code)?|secret|token|api_?key|private_?key|credential|(^|_)pin($|_)/i;

/** A value as an error may show it. */
function describe(node: ConfigNode | undefined, path: Path, hidden: boolean): string {
  if (node === undefined) return 'nothing';
  if (node.kind !== 'scalar') return `a ${node.kind}`;
  if (node.value === null) return 'nothing';
  if (node.secret || hidden || path.some((key) => secretName.test(String(key))))
    return 'a value that is not shown';
  // Credentials often come by !env, and fields of integrations are not known here.
  if (node.variable !== undefined && path[0] === 'integrations') return `the value of ${node.variable}`;
  if (typeof node.value !== 'string') return String(node.value);
  const text = node.value.replace(/\/\/[^/@\s]*@/g, '//…@').replace(/\?.*$/s, '?…');
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}

/** The last guard: messages of foreign schemas may quote what they were given. */
function scrub(issues: readonly Issue[], root: ConfigNode): Issue[] {
  const secrets = [...secretsIn(root)]
    .filter((value) => value.length > 3)
    .toSorted((a, b) => b.length - a.length);
  const clean = (text: string) => secrets.reduce((rest, value) => rest.replaceAll(value, '[secret]'), text);
  return issues.map((issue) => ({
    ...issue,
    message: clean(issue.message),
    ...(issue.expected === undefined ? {} : { expected: clean(issue.expected) }),
    ...(issue.got === undefined ? {} : { got: clean(issue.got) }),
  }));
}
