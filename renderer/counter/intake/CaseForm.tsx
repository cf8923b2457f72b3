import { useState } from 'react';
import type { CaseView } from '../../../main/contract/case.ts';
import type { FormValues } from '../../../main/domain/case/papers.ts';
import { shownFields, type FieldProblem } from '../../../main/domain/catalogue/form.ts';
import { FormField } from '../../form/FormField.tsx';
import { SheetButton } from '../../sheet/SheetButton.tsx';
import { sheetTexts } from '../../sheet/texts.ts';
import { intakeTexts } from './texts.ts';

interface Props {
  readonly view: CaseView;
  readonly form: FormValues;
  readonly problems: readonly FieldProblem[];
  /** Says what is wrong with fields nobody has touched yet, too. */
  readonly showAll: boolean;
  readonly onForm: (form: FormValues) => void;
}

/** The form of the item, filled in as far as the counter knows. */
export function CaseForm({ view, form, problems, showAll, onForm }: Props) {
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const fields = shownFields(view.item, form);
  return (
    <section className="sheet" aria-label={intakeTexts.form}>
      <header className="sheet-head">
        <h2>{intakeTexts.form}</h2>
        <SheetButton of={{ kind: 'application', caseId: view.caseId, form: { ...form } }}>
          {sheetTexts.application}
        </SheetButton>
      </header>
      {fields.length === 0 ? <p className="note">{intakeTexts.noForm}</p> : null}
      <div className="fields">
        {fields.map((field) => {
          const value = form[field.code] ?? '';
          const told = showAll || touched.has(field.code);
          const untouched = value === (view.form[field.code] ?? '');
          return (
            <FormField
              key={field.code}
              field={field}
              value={value}
              from={untouched ? view.prefilled[field.code] : undefined}
              problem={told ? problems.find((problem) => problem.field === field.code)?.message : undefined}
              onChange={(next) => onForm({ ...form, [field.code]: next })}
              onLeave={() => setTouched(new Set([...touched, field.code]))}
            />
          );
        })}
      </div>
    </section>
  );
}
