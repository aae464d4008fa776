import { NotFound, todo } from '@lifeops/lib';
import type { Entity } from '@lifeops/lib';
import type { House } from '../vendor/house.ts';
import { added, itemOf, moved, withItem, without } from '../vendor/household.ts';
import type { ShoppingItem, ShoppingList } from '../vendor/household.ts';

export function shoppingList(house: House): Entity<ShoppingList> {
  const found = (name: string): ShoppingItem => {
    const item = itemOf(house.state.shopping, name);
    if (item) return item;
    throw new NotFound('The list has no such item, or several; name it by its uid.');
  };
  return todo({
    key: 'shopping_list',
    name: null,
    features: ['create', 'update', 'delete', 'move', 'description', 'due_date'],
    read: ({ items }) => items.filter(({ status }) => status === 'needs_action').length,
    commands: {
      getItems: ({ status = ['needs_action'] }) => ({
        items: house.state.shopping.items.filter((item) => status.includes(item.status)),
      }),
      addItem: ({ item, description, due_date }) =>
        house.change('shopping', (list) => added(list, { summary: item, description, due_date })),
      updateItem: ({ item, rename, status, description, due_date }) => {
        const { uid } = found(item);
        house.change('shopping', (list, now) =>
          withItem(list, uid, {
            ...(rename === undefined ? {} : { summary: rename }),
            ...(status === undefined ? {} : { status, completed_at: status === 'completed' ? now : null }),
            ...(description === undefined ? {} : { description }),
            ...(due_date === undefined ? {} : { due_date }),
          }),
        );
      },
      removeItem: ({ item }) => {
        const uids = (typeof item === 'string' ? [item] : item).map((name) => found(name).uid);
        house.change('shopping', (list) => without(list, ({ uid }) => uids.includes(uid)));
      },
      removeCompletedItems: () =>
        house.change('shopping', (list) => without(list, ({ status }) => status === 'completed')),
      moveItem: ({ uid, previous_uid: previousUid }) => {
        for (const id of [uid, previousUid]) if (id !== null) found(id);
        house.change('shopping', (list) => moved(list, uid, previousUid));
      },
    },
  });
}
