import { useState } from 'react';
import { Button, NativeSelect, Switch, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { WireEntity } from '@lifeops/lib/protocol';
import { FailureBox } from '../components/feedback.tsx';
import { useHub } from '../data/context.ts';
import { useAct } from '../data/use-operation.ts';
import { useRegistry } from '../data/use-registry.ts';

/** Name, id, area, hidden, disabled. What a person sets wins over what the source says. */
export function EntitySettings({ entity }: { readonly entity: WireEntity }) {
  const { t } = useTranslation('entity');
  const { notices } = useHub();
  const { areas, deviceByUid, areaByUid } = useRegistry();
  const [name, setName] = useState(entity.name.user ?? '');
  const [entityId, setEntityId] = useState(entity.entity_id);
  const [area, setArea] = useState(entity.area_uid ?? '');
  const [hidden, setHidden] = useState(entity.hidden_by !== null);
  const [disabled, setDisabled] = useState(entity.disabled_by !== null);
  const update = useAct('entities.update', {
    refresh: ['entities.list'],
    quiet: true,
    done: () => notices.say(t('settings.saved')),
  });
  const inherited = areaByUid.get(deviceByUid.get(entity.device_uid ?? '')?.area_uid ?? '')?.name;
  const save = () =>
    update.mutate({
      entity: entity.uid,
      name: name === '' ? null : name,
      area_uid: area === '' ? null : area,
      ...(entityId === entity.entity_id ? {} : { entity_id: entityId }),
      ...(hidden === (entity.hidden_by !== null) ? {} : { hidden }),
      ...(disabled === (entity.disabled_by !== null) ? {} : { disabled }),
    });
  return (
    <section className="sheet-section">
      <details>
        <summary>{t('settings.title')}</summary>
        <form
          className="fields"
          onSubmit={(event) => {
            event.preventDefault();
            save();
          }}
        >
          {update.error !== null && <FailureBox error={update.error} />}
          <TextInput
            label={t('settings.name')}
            placeholder={entity.name.source ?? entity.display_name}
            value={name}
            maxLength={100}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label={t('settings.entity_id')}
            description={t('settings.entity_id_help')}
            value={entityId}
            required
            maxLength={255}
            spellCheck={false}
            onChange={(event) => setEntityId(event.currentTarget.value)}
          />
          <NativeSelect
            label={t('settings.area')}
            value={area}
            data={[
              {
                value: '',
                label:
                  inherited === undefined
                    ? t('related.no_area')
                    : t('settings.inherited', { area: inherited }),
              },
              ...areas.map((each) => ({ value: each.uid, label: each.name })),
            ]}
            onChange={(event) => setArea(event.currentTarget.value)}
          />
          <Switch
            label={t('settings.hidden')}
            description={t('settings.hidden_help')}
            checked={hidden}
            onChange={(event) => setHidden(event.currentTarget.checked)}
          />
          <Switch
            label={t('settings.disabled')}
            description={t('settings.disabled_help')}
            checked={disabled}
            onChange={(event) => setDisabled(event.currentTarget.checked)}
          />
          <Button type="submit" loading={update.isPending}>
            {t('shell:save')}
          </Button>
        </form>
      </details>
    </section>
  );
}
