import { Fragment } from 'react';
import { fieldInWords, shownFields } from '../../../main/domain/catalogue/form.ts';
import { isFromCitizen, materialsFor } from '../../../main/domain/catalogue/materialList.ts';
import { SheetButton } from '../../sheet/SheetButton.tsx';
import { sheetTexts } from '../../sheet/texts.ts';
import { intakeTexts } from './texts.ts';
import type { CaseWithItem } from './useCase.ts';

/** What was filed: the papers as received and the form as accepted. */
export function FiledForm({ view }: { readonly view: CaseWithItem }) {
  const papers = materialsFor(view.item, view.form).filter(isFromCitizen);
  const fields = shownFields(view.item, view.form).filter(({ code }) => view.form[code]);
  if (papers.length + fields.length === 0) return null;
  return (
    <section className="sheet" aria-label={intakeTexts.form}>
      <header className="sheet-head">
        <h2>{intakeTexts.form}</h2>
        {view.shows === 'full' && view.ground !== 'approval' ? (
          <SheetButton of={{ kind: 'application', caseId: view.caseId, form: { ...view.form } }}>
            {sheetTexts.application}
          </SheetButton>
        ) : null}
      </header>
      <dl className="pairs">
        {papers.map((material) => {
          const tick = view.ticks[material.code];
          const paper = material.anyOf.find(({ code }) => code === tick?.alternative);
          return (
            <Fragment key={material.code}>
              <dt>{material.name}</dt>
              <dd>{tick && paper ? `${paper.name}（${intakeTexts[tick.form]}）` : intakeTexts.notReceived}</dd>
            </Fragment>
          );
        })}
        {fields.map((field) => (
          <Fragment key={field.code}>
            <dt>{field.label}</dt>
            <dd className="number">{fieldInWords(field, view.form[field.code] ?? '')}</dd>
          </Fragment>
        ))}
      </dl>
    </section>
  );
}
