import { useState } from 'react';
import type { FormValues } from '../../../main/domain/case/papers.ts';
import { shownFields, type FieldProblem } from '../../../main/domain/catalogue/form.ts';
import { FormField } from '../../form/FormField.tsx';
import { SheetButton } from '../../sheet/SheetButton.tsx';
import { sheetTexts } from '../../sheet/texts.ts';
import { intakeTexts } from './texts.ts';
import type { CaseWithItem } from './useCase.ts';

/** What a form is drawn from. */
interface FormFieldsProps {
  readonly view: CaseWithItem;
  readonly form: FormValues;
  readonly problems: readonly FieldProblem[];
  /** Says what is wrong with fields nobody has touched yet, too. */
  readonly showAll: boolean;
  readonly onForm: (form: FormValues) => void;
}

/** The fields that show with these values, each with where its value came from and what is wrong with it. */
export function FormFields({ view, form, problems, showAll, onForm }: FormFieldsProps) {
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  return (
    <div className="fields">
      {shownFields(view.item, form).map((field) => {
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
  );
}

/** The form of the item, filled in as far as the counter knows. */
export function CaseForm(props: FormFieldsProps) {
  const { view, form } = props;
  return (
    <section className="sheet" aria-label={intakeTexts.form}>
      <header className="sheet-head">
        <h2>{intakeTexts.form}</h2>
        <SheetButton of={{ kind: 'application', caseId: view.caseId, form: { ...form } }}>
          {sheetTexts.application}
        </SheetButton>
      </header>
      {shownFields(view.item, form).length === 0 ? <p className="note">{intakeTexts.noForm}</p> : null}
      <FormFields {...props} />
    </section>
  );
}
