import type { CaseView } from '../../../main/contract/case.ts';
import type { FormValues } from '../../../main/domain/case/papers.ts';
import { shownFields, type FieldProblem } from '../../../main/domain/catalogue/form.ts';
import { SheetButton } from '../../sheet/SheetButton.tsx';
import { sheetTexts } from '../../sheet/texts.ts';
import { FormFields } from './FormFields.tsx';
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
export function CaseForm(props: Props) {
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
