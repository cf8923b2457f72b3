import { useEffect, useRef, useState } from 'react';
import { validateForm } from '../../../main/domain/catalogue/form.ts';
import { useNumberRules } from '../../form/useNumberRules.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { useHotkey } from '../../ui/hotkeys.ts';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { actTexts } from './actTexts.ts';
import { DeliveryState } from './DeliveryState.tsx';
import { FormFields } from './CaseForm.tsx';
import { correctionProblem } from './offered.ts';
import { SlipList } from './SlipList.tsx';
import { intakeTexts } from './texts.ts';
import { useIdentity } from './useIdentity.ts';
import { useTakeAct } from './useTakeAct.ts';
import type { CaseWithItem } from './useCase.ts';

const words = intakeTexts.correction;
const FIELD = ':is(input, textarea)';

interface Props {
  readonly view: CaseWithItem;
  /** Corrected, or given up. */
  readonly onEnd: () => void;
}

/** What was filed, to be put right where the central system refuses it, beside its words. */
export function Correction({ view, onEnd }: Props) {
  const [form, setForm] = useState(view.form);
  const [showAll, setShowAll] = useState(false);
  const page = useRef<HTMLDivElement>(null);
  const rules = useNumberRules();
  const identity = useIdentity(view);
  const take = useTakeAct(view.caseId, onEnd);
  const problems = validateForm(view.item, form, rules);
  useEffect(() => page.current?.querySelector<HTMLElement>(`.fields ${FIELD}`)?.focus(), []);
  useHotkey('Esc', onEnd);
  const send = () => {
    setShowAll(true);
    const [first] = problems;
    if (first) page.current?.querySelector<HTMLElement>(`[data-field="${first.field}"] ${FIELD}`)?.focus();
    else take.run({ kind: 'correct', input: { form: { ...form } } });
  };
  return (
    <>
      <div className="intake-body" ref={page}>
        <div className="intake-column" tabIndex={-1}>
          <DeliveryState delivery={view.delivery} />
          <p className="note">{words.help}</p>
          <SlipList slips={view.slips} inFull />
        </div>
        <div className="intake-column" tabIndex={-1}>
          <section className="sheet" aria-label={words.title}>
            <h2>{words.title}</h2>
            <FormFields view={view} form={form} problems={problems} showAll={showAll} onForm={setForm} />
          </section>
        </div>
      </div>
      <div className="intake-trouble">
        {showAll && problems.length > 0 ? (
          <p className="form-problems" role="alert">
            {words.problems(problems.length)}
          </p>
        ) : null}
        <TroubleNotice trouble={take.trouble} />
      </div>
      <footer className="intake-actions">
        <span className="space" />
        <ActionButton onPress={onEnd}>
          {words.cancel} <kbd aria-hidden="true">Esc</kbd>
        </ActionButton>
        <ActionButton
          {...actTexts.correct}
          kind="primary"
          pending={take.pending}
          whyNot={correctionProblem(view, { identity, rules }, form)}
          onPress={send}
        >
          {words.send}
        </ActionButton>
      </footer>
    </>
  );
}
