import { lazy, Suspense, useEffect, useRef } from 'react';
import type { CaseView } from '../../../main/contract/case.ts';
import { phases } from '../../../main/domain/case/phase.ts';
import { hallMinute } from '../../ui/hallMinute.ts';
import { Icon, type IconName } from '../../ui/Icon.tsx';
import { DeliveryState } from './DeliveryState.tsx';
import { DocumentList } from './DocumentList.tsx';
import { FiledForm } from './FiledForm.tsx';
import { ItemGround } from './ItemGround.tsx';
import { Opinions } from './Opinions.tsx';
import { SlipList } from './SlipList.tsx';
import { ValueChanges } from './ValueChanges.tsx';
import { intakeTexts } from './texts.ts';
import type { CaseWithItem } from './useCase.ts';

const IssuedSlip = lazy(() => import('./IssuedSlip.tsx').then(({ IssuedSlip }) => ({ default: IssuedSlip })));

/** What came of a case: its slips, the way of its transaction, what was filed, who did what. */
export function OutcomeBody({ view }: { readonly view: CaseWithItem }) {
  const full = view.shows === 'full';
  const newest = view.slips.toSorted((one, other) => one.issuedAt.localeCompare(other.issuedAt)).at(-1);
  return (
    <div className="intake-body outcome">
      <div className="intake-column" tabIndex={-1}>
        <OutcomeHead view={view} />
        {view.filings.length > 0 ? <ValueChanges filings={view.filings} /> : null}
        {view.opinions.length > 0 ? <Opinions opinions={view.opinions} /> : null}
        {isRefused(view) ? null : <DeliveryState delivery={view.delivery} />}
        {view.documents.length > 0 ? (
          <DocumentList documents={view.documents} printable={full && view.ground !== 'approval'} />
        ) : null}
        {view.slips.length > 0 ? (
          <SlipList slips={view.slips} inFull={full} readOnly={view.ground === 'approval'} />
        ) : null}
        {view.shows === 'head' ? <p className="note">{intakeTexts.headOnly}</p> : <FiledForm view={view} />}
        <ItemGround item={view.item} />
        {view.history.length > 0 ? <History lines={view.history} /> : null}
      </div>
      <div className="intake-column outcome-paper" tabIndex={-1}>
        {newest && full ? (
          <Suspense>
            <IssuedSlip slipNumber={newest.slipNumber} />
          </Suspense>
        ) : null}
      </div>
    </div>
  );
}

/** How far it has come, in large. */
function OutcomeHead({ view }: { readonly view: CaseWithItem }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { phase } = view;
  const refused = isRefused(view);
  const look = refused ? 'refusedByCentral' : phase;
  // The button that was pressed is gone or changed: the focus goes to what it brought about, and that is read out.
  useEffect(() => heading.current?.focus(), [phase]);
  return (
    <section
      className={`sheet outcome-head outcome-${look}`}
      {...(refused ? { role: 'status', 'aria-label': intakeTexts.delivery.title } : {})}
    >
      <Icon name={iconOf(view, refused)} size={28} />
      <div>
        <h2 ref={heading} tabIndex={-1}>
          {headingOf(view, look)}
        </h2>
        {phases[phase].ended ? null : <Until view={view} />}
        {view.ending ? <p>{view.ending}</p> : null}
        {refused ? <p className="number">{view.delivery.detail}</p> : null}
        {refused && view.delivery.at ? <p className="number">{hallMinute(view.delivery.at)}</p> : null}
      </div>
    </section>
  );
}

/** What the head of the page is marked with. */
function iconOf({ phase, ending, asked }: CaseWithItem, refused: boolean): IconName {
  if (refused || phase === 'rejected' || phase === 'expired' || phase === 'lapsed') return 'stop';
  if (asked !== null) return 'clock';
  return ending === null ? 'check' : 'doc';
}

/** How far it has come; with papers to follow nothing is to be completed yet. */
function headingOf({ gap }: CaseWithItem, look: keyof typeof intakeTexts.outcomes): string {
  const open = gap?.outcome === null;
  return open && (look === 'accepted' || look === 'approved')
    ? intakeTexts.gapOutcomes[look]
    : intakeTexts.outcomes[look];
}

/** The central system has refused what was completed: that is how far it has come, and it is said once, with its reason. */
function isRefused({ phase, delivery }: CaseWithItem): boolean {
  return phase === 'completed' && delivery.state === 'refused';
}

/** By when it goes on, or what it waits for. */
function Until({ view }: { readonly view: CaseWithItem }) {
  const { phase, node, item, dueOn, ground } = view;
  const waits = whatItWaitsFor(view);
  return (
    <>
      {node?.dueOn ? <p className="number">{intakeTexts.nodeDue(node.dueOn)}</p> : null}
      {item.handlingMode === 'timed' && dueOn && phase !== 'notified' ? (
        <p className="number">{intakeTexts.promised(dueOn)}</p>
      ) : null}
      {waits === null ? null : <p>{waits}</p>}
      {phases[phase].open && ground !== 'visit' && ground !== 'approval' && phase !== 'returned' ? (
        <p>{intakeTexts.citizenAway}</p>
      ) : null}
    </>
  );
}

/** What it waits for, in Chinese; null for nothing. */
function whatItWaitsFor({ phase, gap, paused, item, asked }: CaseWithItem): string | null {
  if (asked !== null) return asked;
  if (phase === 'expired' || phase === 'lapsed') return phases[phase].elsewhere;
  if (gap?.outcome === null) return gapWords(gap, item);
  return paused === null ? null : intakeTexts.paused(paused);
}

/** What is still to be handed in, until when. */
function gapWords(
  { missing, dueOn, daysLeft }: NonNullable<CaseView['gap']>,
  { materials }: CaseWithItem['item'],
): string {
  const named = materials.filter(({ code }) => missing.includes(code)).map(({ name }) => name);
  return intakeTexts.gapOpen(named.join('、'), dueOn, daysLeft);
}

/** Who did what, and when. */
function History({ lines }: { readonly lines: CaseView['history'] }) {
  return (
    <section className="sheet" aria-label={intakeTexts.history}>
      <h2>{intakeTexts.history}</h2>
      <ol className="history">
        {lines.map((line) => (
          <li key={`${line.at} ${line.text}`}>
            <span className="number">{hallMinute(line.at)}</span>
            <span>{line.text}</span>
            <small>{line.post ? `${line.who}（${line.post}）` : line.who}</small>
          </li>
        ))}
      </ol>
    </section>
  );
}
