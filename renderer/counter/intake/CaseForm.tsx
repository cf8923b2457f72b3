import { shownFields } from '../../../main/domain/catalogue/form.ts';
import { SheetButton } from '../../sheet/SheetButton.tsx';
import { sheetTexts } from '../../sheet/texts.ts';
import { FormFields, type FormFieldsProps } from './FormFields.tsx';
import { intakeTexts } from './texts.ts';

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
