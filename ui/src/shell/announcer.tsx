import { useEffect, useState } from 'react';
import { useHub } from '../data/context.ts';
import { useRegistry } from '../data/use-registry.ts';
import { stateText } from '../format/state-text.ts';
import { useWording } from '../format/use-wording.tsx';

/** Classes whose turning on is said aloud to screen readers wherever the person is in the UI. */
const important = new Set(['smoke', 'co', 'gas', 'moisture', 'safety', 'tamper', 'problem']);

const freshMs = 15_000;

export function Announcer() {
  const { client } = useHub();
  const { entityByUid } = useRegistry();
  const wording = useWording();
  const [text, setText] = useState('');
  useEffect(() => {
    const subscription = client.states.changed((uids) => {
      for (const uid of uids) {
        const entity = entityByUid.get(uid);
        const state = client.states.get(uid);
        if (!entity || !state || !important.has(entity.capability.deviceClass ?? '')) continue;
        if (state.value === true && Date.now() - state.changedAt < freshMs)
          setText(`${entity.full_name}: ${stateText(entity, state, wording).text}`);
      }
    });
    return () => subscription[Symbol.dispose]();
  }, [client, entityByUid, wording]);
  return (
    <output className="visually-hidden" aria-live="assertive">
      {text}
    </output>
  );
}
