import { useState } from 'react';
import type { CaseView } from '../../../main/contract/case.ts';
import type { FormValues } from '../../../main/domain/case/papers.ts';
import { shownFields, type FieldProblem } from '../../../main/domain/catalogue/form.ts';
import { FormField } from '../../form/FormField.tsx';

/** What a form is drawn from. */
export interface FormFieldsProps {
  readonly view: CaseView;
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
