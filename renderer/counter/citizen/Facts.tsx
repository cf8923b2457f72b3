import { Fragment } from 'react';
import type { PersonPanel } from '../../../main/contract/visit.ts';
import { CopyNumber, LongNumber } from '../../ui/LongNumber.tsx';
import { counterTexts } from '../texts.ts';
import { Revealed } from './Revealed.tsx';

/** Shown large above; here they would only be said twice. */
const ABOVE: readonly string[] = ['name', 'idNumber'];

/** Facts about the citizen, each with where it comes from. */
export function Facts({ person }: { readonly person: PersonPanel }) {
  return (
    <section className="block">
      <h2>
        {counterTexts.facts}
        <small>
          {person.facts
            .filter(({ key }) => ABOVE.includes(key))
            .map((fact) => (
              <Fragment key={fact.key}>
                {fact.label} <SourceMark source={fact.source} />{' '}
              </Fragment>
            ))}
        </small>
      </h2>
      <dl className="pairs">
        {person.facts
          .filter(({ key }) => !ABOVE.includes(key))
          .map((fact) => (
            <Fragment key={fact.key}>
              <dt>{fact.label}</dt>
              <dd className="fact-value">
                <FactValue fact={fact} />
                <SourceMark source={fact.source} />
              </dd>
            </Fragment>
          ))}
      </dl>
    </section>
  );
}

/** Numbers that other programs ask for, and that say nothing to whoever finds them. */
const COPIED: readonly string[] = ['personNumber', 'cardNumber'];

function FactValue({ fact }: { readonly fact: PersonPanel['facts'][number] }) {
  if (fact.key === 'phone') return <Revealed field="phone" masked={fact.value} />;
  if (!COPIED.includes(fact.key)) return <span className="number">{fact.value}</span>;
  return (
    <span className="fact-copied">
      <LongNumber value={fact.value} />
      <CopyNumber value={fact.value} what={fact.label} />
    </span>
  );
}

function SourceMark({ source }: { readonly source: PersonPanel['facts'][number]['source'] }) {
  const [mark, meaning] = counterTexts.sources[source];
  return (
    <span className="source" title={meaning}>
      {mark}
    </span>
  );
}
