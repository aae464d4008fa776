import { useTranslation } from 'react-i18next';
import type { WireEntity } from '@lifeops/lib/protocol';
import { useEntity } from '../../data/use-state.ts';
import { stateText } from '../../format/state-text.ts';
import { useWording } from '../../format/use-wording.tsx';
import { Moment } from '../../components/moment.tsx';
import { useOpenEntity } from '../../sheet/use-open-entity.ts';

export function PeopleCard({ people }: { readonly people: readonly WireEntity[] }) {
  const { t } = useTranslation('home');
  return (
    <section className="now-card people" aria-labelledby="people">
      <h2 id="people">{t('people')}</h2>
      <ul>
        {people.map((person) => (
          <Person key={person.uid} person={person} />
        ))}
      </ul>
    </section>
  );
}

function Person({ person }: { readonly person: WireEntity }) {
  const state = useEntity(person.uid);
  const open = useOpenEntity();
  const home = state?.value === 'home';
  return (
    <li>
      <button type="button" className="person" data-home={home || undefined} onClick={() => open(person.uid)}>
        <span className="person-face" aria-hidden="true">
          {person.full_name.slice(0, 1)}
        </span>
        <span>
          <span className="person-name">{person.full_name}</span>
          <span className="person-place">
            {stateText(person, state, useWording()).text}
            {state && state.value !== null && (
              <>
                {' · '}
                <Moment at={state.changedAt} />
              </>
            )}
          </span>
        </span>
      </button>
    </li>
  );
}
