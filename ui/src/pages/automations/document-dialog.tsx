import { useState } from 'react';
import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { WireAutomation } from '@lifeops/lib/protocol';
import { Dialog } from '../../components/dialog.tsx';
import { toYaml } from './to-yaml.ts';

/** The automation as it is written, to read. */
export function DocumentDialog({
  automation,
  close,
}: {
  readonly automation: WireAutomation;
  readonly close: () => void;
}) {
  const { t } = useTranslation('automations');
  const [form, setForm] = useState<'yaml' | 'json'>('yaml');
  const { document, name, place } = automation;
  return (
    <Dialog title={name} close={close}>
      {place !== null && <p className="row-note">{t('in_file', { place })}</p>}
      <SegmentedControl
        aria-label={t('form')}
        value={form}
        onChange={(value) => setForm(value === 'json' ? 'json' : 'yaml')}
        data={[
          { value: 'yaml', label: 'YAML' },
          { value: 'json', label: 'JSON' },
        ]}
      />
      <textarea
        className="document"
        aria-label={name}
        readOnly
        rows={16}
        value={form === 'yaml' ? toYaml(document) : JSON.stringify(document, null, 2)}
      />
    </Dialog>
  );
}
