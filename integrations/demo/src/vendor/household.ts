/** What the residents write down and set. Moments are epoch milliseconds. */
export interface Household {
  readonly mode: HouseMode;
  /** 1–100 % */
  readonly nightBrightness: number;
  readonly fridgeNote: string;
  readonly message: string | null;
  readonly messageAt: number | null;
  readonly sceneAt: Readonly<Partial<Record<string, number>>>;
}

export const houseModes = ['home', 'away', 'night', 'holiday'] as const;
export type HouseMode = (typeof houseModes)[number];

export const firstHousehold: Household = {
  mode: 'home',
  nightBrightness: 20,
  fridgeNote: 'Water the tomatoes',
  message: null,
  messageAt: null,
  sceneAt: {},
};

export interface ShoppingItem {
  readonly uid: string;
  readonly summary: string;
  readonly status: 'needs_action' | 'completed';
  readonly description: string | null;
  /** YYYY-MM-DD */
  readonly due_date: string | null;
  readonly completed_at: number | null;
}
export interface ShoppingList {
  readonly items: readonly ShoppingItem[];
  /** How many were ever made: their uids count on. */
  readonly made: number;
}

export interface NewItem {
  readonly summary: string;
  readonly description?: string | null | undefined;
  readonly due_date?: string | null | undefined;
}

export const added = (
  { items, made }: ShoppingList,
  { summary, description, due_date }: NewItem,
): ShoppingList => ({
  items: [
    ...items,
    {
      uid: `item-${made + 1}`,
      summary,
      status: 'needs_action',
      description: description ?? null,
      due_date: due_date ?? null,
      completed_at: null,
    },
  ],
  made: made + 1,
});

export const firstShoppingList: ShoppingList = [
  'Milk',
  'Rye bread',
  'Coffee beans',
  'Apples',
  'Dishwasher tablets',
].reduce((list, summary) => added(list, { summary }), { items: [], made: 0 } as ShoppingList);

/** By uid, else the only one of that summary; undefined when none or several are meant. */
export function itemOf({ items }: ShoppingList, name: string): ShoppingItem | undefined {
  const alike = items.filter(({ summary }) => summary === name);
  return items.find(({ uid }) => uid === name) ?? (alike.length === 1 ? alike[0] : undefined);
}

export const withItem = (list: ShoppingList, uid: string, change: Partial<ShoppingItem>): ShoppingList => ({
  ...list,
  items: list.items.map((item) => (item.uid === uid ? { ...item, ...change } : item)),
});

export const without = (list: ShoppingList, isGone: (item: ShoppingItem) => boolean): ShoppingList => ({
  ...list,
  items: list.items.filter((item) => !isGone(item)),
});

/** After the item of `previousUid`; null puts it first. */
export function moved(list: ShoppingList, uid: string, previousUid: string | null): ShoppingList {
  const item = list.items.find((one) => one.uid === uid);
  if (!item) return list;
  const rest = list.items.filter((one) => one !== item);
  const place = previousUid === null ? 0 : rest.findIndex((one) => one.uid === previousUid) + 1;
  return { ...list, items: [...rest.slice(0, place), item, ...rest.slice(place)] };
}
