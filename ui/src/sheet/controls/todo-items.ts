import type { CallResult } from '@lifeops/lib';

export interface ShownItem {
  readonly uid: string;
  readonly summary: string;
  readonly done: boolean;
}

/** The items of the answer of `todo.get_items`, open ones first. */
export function todoItemsOf(result: CallResult, entityId: string): readonly ShownItem[] {
  const own = result.results.find((each) => each.entity_id === entityId)?.response;
  const items = [own, property(result.response, entityId), result.response]
    .map((answer) => property(answer, 'items'))
    .find(Array.isArray) as readonly unknown[] | undefined;
  const shown = (items ?? []).flatMap((item) => {
    const [uid, summary] = [property(item, 'uid'), property(item, 'summary')];
    return typeof uid === 'string' && typeof summary === 'string'
      ? [{ uid, summary, done: property(item, 'status') === 'completed' }]
      : [];
  });
  return shown.sort((a, b) => Number(a.done) - Number(b.done));
}

const property = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
