import { useState } from 'react';
import { Button, Checkbox, TextInput, Textarea } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Json } from '@lifeops/lib';
import { FailureBox, Skeletons } from '../../components/feedback.tsx';
import { useHub } from '../../data/context.ts';
import { useCommand } from '../../data/use-command.ts';
import { wireObject } from '../../data/wire-json.ts';
import { useWording } from '../../format/use-wording.tsx';
import type { ControlProps } from '../controls.tsx';
import { todoItemsOf } from './todo-items.ts';

export function TodoControls({ entity, state }: ControlProps) {
  const { t } = useWording();
  const { client, notices } = useHub();
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const { features } = entity.capability;
  // A list whose count changed is read again.
  const key = ['todo', entity.entity_id, state.seq];
  const call = (service: string, data: { readonly [name: string]: Json }) =>
    client.call('services.call', {
      domain: 'todo',
      service,
      target: { entity_id: entity.entity_id },
      data: wireObject(data),
    });
  const query = useQuery({
    queryKey: key,
    queryFn: async () =>
      todoItemsOf(await call('get_items', { status: ['needs_action', 'completed'] }), entity.entity_id),
    placeholderData: (before) => before,
  });
  const act = async (service: string, data: { readonly [name: string]: Json }) => {
    try {
      await call(service, data);
    } catch (cause) {
      notices.failure(cause);
    }
    await queries.invalidateQueries({ queryKey: ['todo', entity.entity_id] });
  };
  return (
    <>
      {features.includes('create') && (
        <form
          className="control-line"
          onSubmit={(event) => {
            event.preventDefault();
            void act('add_item', { item: text });
            setText('');
          }}
        >
          <TextInput
            aria-label={t('entity:todo.add')}
            placeholder={t('entity:todo.add')}
            value={text}
            required
            maxLength={1000}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Button type="submit">{t('entity:todo.put')}</Button>
        </form>
      )}
      {query.error !== null && <FailureBox error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && <Skeletons count={1} height="6rem" />}
      {query.data?.length === 0 && <p className="row-note">{t('entity:todo.none')}</p>}
      <ul>
        {query.data?.map((item) => (
          <li key={item.uid} className="todo-item" data-done={item.done || undefined}>
            <Checkbox
              label={item.summary}
              checked={item.done}
              disabled={!features.includes('update')}
              onChange={(event) =>
                void act('update_item', {
                  item: item.uid,
                  status: event.currentTarget.checked ? 'completed' : 'needs_action',
                })
              }
            />
          </li>
        ))}
      </ul>
    </>
  );
}

export function NotifyControls({ entity }: ControlProps) {
  const command = useCommand(entity);
  const { t } = useWording();
  const [message, setMessage] = useState('');
  return (
    <form
      className="fields"
      onSubmit={(event) => {
        event.preventDefault();
        command({ service: 'send_message', data: { message } });
        setMessage('');
      }}
    >
      <Textarea
        label={t('entity:control.message')}
        autosize
        minRows={2}
        value={message}
        required
        maxLength={4096}
        onChange={(event) => setMessage(event.currentTarget.value)}
      />
      <Button type="submit">{t('entity:control.send')}</Button>
    </form>
  );
}
