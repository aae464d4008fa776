import { Button, Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { WireEntity } from '@lifeops/lib/protocol';
import { useHub } from '../../data/context.ts';
import { useRegistry } from '../../data/use-registry.ts';

interface Change {
  readonly area_uid?: string | null;
  readonly hidden?: boolean;
}

/** One change for all that are chosen. What fails is told; what was changed by then stays changed. */
export function BulkBar({
  entities,
  clear,
}: {
  readonly entities: readonly WireEntity[];
  readonly clear: () => void;
}) {
  const { t } = useTranslation('lists');
  const { client, notices, queries } = useHub();
  const { areas } = useRegistry();
  const change = async (values: Change) => {
    try {
      for (const { uid } of entities) await client.call('entities.update', { entity: uid, ...values });
      notices.say(t('entities.changed', { count: entities.length }));
      clear();
    } catch (cause) {
      notices.failure(cause);
    }
    await queries.invalidateQueries({ queryKey: ['entities.list'] });
  };
  return (
    <section className="bulk-bar" aria-label={t('entities.chosen', { count: entities.length })}>
      <strong>{t('entities.chosen', { count: entities.length })}</strong>
      <Menu radius="lg" shadow="lg">
        <Menu.Target>
          <Button variant="default">{t('entities.to_area')}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {areas.map((area) => (
            <Menu.Item
              key={area.uid}
              className="menu-item"
              onClick={() => void change({ area_uid: area.uid })}
            >
              {area.name}
            </Menu.Item>
          ))}
          <Menu.Item className="menu-item" onClick={() => void change({ area_uid: null })}>
            {t('filter.no_area')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Button variant="default" onClick={() => void change({ hidden: true })}>
        {t('entities.hide')}
      </Button>
      <Button variant="default" onClick={() => void change({ hidden: false })}>
        {t('entities.show')}
      </Button>
      <Button variant="subtle" onClick={clear}>
        {t('entities.clear')}
      </Button>
    </section>
  );
}
