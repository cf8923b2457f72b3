import type { PersonPanel } from '../../../main/contract/visit.ts';
import { hallTimeOfDay } from '../../../main/domain/calendar/hallTime.ts';
import { Tag, type Tone } from '../../ui/Tag.tsx';
import { counterTexts } from '../texts.ts';

type Row = PersonPanel['insurances'][number];

const tones = {
  none: 'plain',
  active: 'good',
  paused: 'wait',
  invalid: 'bad',
  ended: 'plain',
  unknown: 'wait',
} as const satisfies Record<Row['status'], Tone>;

/** Every insurance row of the citizen, and the identity marks beside them. */
export function Insurances({ person }: { readonly person: PersonPanel }) {
  const { insurances, identityMarks, centralAnswer } = person;
  return (
    <>
      <section className="block">
        <h2>
          {counterTexts.insurances}
          {centralAnswer ? (
            <small className="number" title={centralAnswer.reference}>
              {counterTexts.centralAnswer(hallTimeOfDay(centralAnswer.at))}
            </small>
          ) : null}
        </h2>
        {insurances.map((row) => (
          <InsuranceRow key={`${row.type} ${row.region} ${row.startedOn ?? ''}`} row={row} />
        ))}
        {insurances.length === 0 ? (
          <p className="note">{centralAnswer ? counterTexts.noInsurance : counterTexts.insuranceUnknown}</p>
        ) : null}
      </section>
      {identityMarks.length > 0 ? (
        <section className="block">
          <h2>{counterTexts.marks}</h2>
          <ul className="marks">
            {identityMarks.map((mark) => (
              <li key={`${mark.label} ${mark.period}`}>
                <Tag tone="brand">
                  {mark.label}
                  {mark.period ? <span className="number">{mark.period}</span> : null}
                </Tag>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <Locks locks={person.locks} />
    </>
  );
}

/** Whether and why the benefits are locked, and were before. */
function Locks({ locks }: Pick<PersonPanel, 'locks'>) {
  if (locks.length === 0) return null;
  return (
    <section className="block">
      <h2>{counterTexts.locks}</h2>
      {locks.map((lock) => (
        <div key={lock.period} className="insurance">
          <div className="insurance-head">
            <span>{lock.title}</span>
            <Tag tone={lock.state === 'locked' ? 'bad' : 'plain'}>
              {lock.state === 'locked'
                ? lock.toConfirm
                  ? counterTexts.lockToConfirm
                  : counterTexts.lockHolds
                : counterTexts.lockEnded}
            </Tag>
          </div>
          <dl className="pairs">
            <dt>{counterTexts.lockPeriod}</dt>
            <dd className="number">{lock.period}</dd>
            <dt>{counterTexts.lockReason}</dt>
            <dd>{[lock.reason, lock.basis].filter(Boolean).join('，')}</dd>
            <dt>{counterTexts.lockedBy}</dt>
            <dd>{lock.lockedBy}</dd>
            {lock.ending === null ? null : (
              <>
                <dt>{counterTexts.lockEnding}</dt>
                <dd>{lock.ending}</dd>
              </>
            )}
          </dl>
        </div>
      ))}
    </section>
  );
}

function InsuranceRow({ row }: { readonly row: Row }) {
  return (
    <div className="insurance">
      <div className="insurance-head">
        <span>{row.typeLabel}</span>
        <Tag tone={tones[row.status]}>{row.statusLabel}</Tag>
      </div>
      <dl className="pairs">
        {row.personTypeLabel ? (
          <>
            <dt>{counterTexts.personType}</dt>
            <dd>{row.personTypeLabel}</dd>
          </>
        ) : null}
        <dt>{counterTexts.region}</dt>
        <dd>
          {row.region}
          {row.startedOn ? <span className="number">，{counterTexts.period(row.startedOn, row.endedOn)}</span> : null}
        </dd>
        {row.employer ? (
          <>
            <dt>{counterTexts.employer}</dt>
            <dd>{row.employer}</dd>
          </>
        ) : null}
        {row.balance === null ? null : (
          <>
            <dt>{counterTexts.balance}</dt>
            <dd className="number">{row.balance}</dd>
          </>
        )}
      </dl>
    </div>
  );
}
