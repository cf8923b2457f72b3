import { useId } from 'react';
import type { ItemMaterial } from '../../../main/domain/catalogue/item.ts';
import { Icon } from '../../ui/Icon.tsx';
import type { PaperForm } from './materialRows.ts';
import type { SourceLineProps } from './sourceLine.ts';
import { intakeTexts } from './texts.ts';

type Alternative = ItemMaterial['anyOf'][number];

/** A paper the citizen brings: which of the alternatives, original or copy. */
export function CitizenMaterial({ material, tick, isEntry, onSet }: SourceLineProps) {
  const titleId = useId();
  return (
    <li className={tick ? 'material material-there' : 'material material-missing'}>
      <span className="material-mark">
        <Icon name={tick ? 'check' : 'doc'} size={18} />
      </span>
      <div className="material-text" role="radiogroup" aria-labelledby={titleId}>
        <div className="material-name" id={titleId}>
          {material.name}
          {material.anyOf.length > 1 ? <small>{intakeTexts.anyOne}</small> : null}
        </div>
        {material.anyOf.map((alternative) => (
          <AlternativeRow
            key={alternative.code}
            alternative={alternative}
            alone={material.anyOf.length === 1 && alternative.name === material.name}
            chosen={tick?.alternative === alternative.code ? tick.form : null}
            entry={isEntry(material.code, alternative.code)}
            onSet={(form) => onSet(material.code, alternative.code, form)}
          />
        ))}
      </div>
    </li>
  );
}

interface RowProps {
  readonly alternative: Alternative;
  /** The only way, named like the material: its name is not said twice. */
  readonly alone: boolean;
  readonly chosen: PaperForm | null;
  readonly entry: boolean;
  readonly onSet: (form: PaperForm | null) => void;
}

function AlternativeRow({ alternative, alone, chosen, entry, onSet }: RowProps) {
  return (
    <div className={chosen ? 'paper-row paper-row-on' : 'paper-row'} data-row role="presentation">
      <span className="paper-row-name">
        {alone ? null : alternative.name}
        {alternative.copies > 1 ? ` ${intakeTexts.copies(alternative.copies)}` : ''}
        {alternative.guidance ? <small>{alternative.guidance}</small> : null}
      </span>
      <span className="paper-row-forms">
        {alternative.forms.map((form, index) => (
          <button
            key={form}
            type="button"
            role="radio"
            className="paper-form"
            aria-checked={chosen === form}
            aria-label={`${alternative.name} ${intakeTexts[form]}`}
            tabIndex={entry && (chosen ? chosen === form : index === 0) ? 0 : -1}
            onClick={() => onSet(chosen === form ? null : form)}
          >
            <span className="paper-form-dot" />
            {intakeTexts[form]}
          </button>
        ))}
      </span>
    </div>
  );
}
