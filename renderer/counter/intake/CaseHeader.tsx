import { grounds } from '../../../main/domain/case/ground.ts';
import { caseSteps, phases } from '../../../main/domain/case/phase.ts';
import { Icon } from '../../ui/Icon.tsx';
import { CopyNumber, LongNumber } from '../../ui/LongNumber.tsx';
import { LightTag } from '../../ui/LightTag.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { Revealed } from '../citizen/Revealed.tsx';
import { intakeTexts } from './texts.ts';
import type { CaseWithItem } from './useCase.ts';

interface Props {
  readonly view: CaseWithItem;
  readonly onBack: () => void;
}

/** What is done, by when, and how far it has come. */
export function CaseHeader({ view, onBack }: Props) {
  return (
    <header className="case-head">
      <button type="button" className="bare-button" onClick={onBack} aria-keyshortcuts="Escape">
        {intakeTexts.back} <kbd aria-hidden="true">Esc</kbd>
      </button>
      <div className="case-title">
        <h1>{view.item.name}</h1>
        <p className="number">
          <span>{view.item.code}</span> <span>{view.item.limitText}</span> <LightTag light={view.light} />
          {view.caseNumber ? (
            <span>
              {` ${intakeTexts.caseNumber} `}
              <LongNumber value={view.caseNumber} />
              <CopyNumber value={view.caseNumber} what={intakeTexts.caseNumber} />
            </span>
          ) : null}
        </p>
        {view.ground === 'visit' ? null : <Whose view={view} />}
      </div>
      {view.ending === null ? <Steps view={view} /> : <Tag>{phases[view.phase].title}</Tag>}
    </header>
  );
}

/** Of whom the case is, and on what ground it is seen: the citizen is not at the counter. */
function Whose({ view: { caseId, ground, shows, citizen } }: { readonly view: CaseWithItem }) {
  return (
    <div className="number case-whose">
      <Tag tone="wait">{grounds[ground].title}</Tag> <span>{citizen.name}</span> <LongNumber value={citizen.idNumber} />{' '}
      {citizen.phone ? (
        <>
          <span>{intakeTexts.phone}</span> {/* Whoever works on it may have to call. */}
          {shows === 'full' && ground !== 'approval' ? (
            <Revealed field="phone" masked={citizen.phone} caseId={caseId} />
          ) : (
            <span>{citizen.phone}</span>
          )}
        </>
      ) : null}
    </div>
  );
}

/** The steps of a case, and last that of its transaction, which is none of the case's own. */
function Steps({ view }: { readonly view: CaseWithItem }) {
  const steps: readonly string[] = caseSteps[view.item.approvalRoute];
  const names = [...steps, intakeTexts.delivered];
  const done = view.delivery.state === 'delivered' ? names.length : steps.indexOf(phases[view.phase].reached);
  return (
    <ol className="steps" aria-label={intakeTexts.stepsLabel}>
      {names.map((name, index) => {
        // The present step is the last one reached; a completed case is on its way to the last.
        const look = index < done ? 'done' : index === done ? 'now' : 'ahead';
        return (
          <li key={name} className={`step step-${look}`} aria-current={look === 'now' ? 'step' : undefined}>
            <span className="step-dot">{look === 'done' ? <Icon name="check" size={14} /> : index + 1}</span>
            {name}
          </li>
        );
      })}
    </ol>
  );
}
