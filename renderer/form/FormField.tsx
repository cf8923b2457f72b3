import './form.css';
import { useId } from 'react';
import type { ItemField } from '../../main/domain/catalogue/fields/table.ts';
import { controlOf, FieldInput } from './controls.tsx';
import { formTexts } from './texts.ts';

interface Props {
  readonly field: ItemField;
  readonly value: string;
  /** Where the value was filled in from, as long as nobody changed it. */
  readonly from: string | undefined;
  readonly problem: string | undefined;
  readonly onChange: (value: string) => void;
  readonly onLeave: () => void;
}

/** One field with its name, where its value is from, and what is wrong with it. */
export function FormField({ field, value, from, problem, onChange, onLeave }: Props) {
  const id = useId();
  const { wide, group } = controlOf(field);
  const notes = [problem ? `${id}-problem` : '', field.help ? `${id}-help` : ''].filter(Boolean).join(' ');
  return (
    <div
      className={wide ? 'field field-wide' : 'field'}
      data-field={field.code}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) onLeave();
      }}
    >
      <span className="field-label">
        <label id={`${id}-label`} htmlFor={group ? undefined : id}>
          {field.label}
        </label>
        {field.required ? null : <small>{formTexts.optional}</small>}
        {from ? (
          <small className="source" title={formTexts.prefilled(from)}>
            {from}
          </small>
        ) : null}
      </span>
      <FieldInput
        field={field}
        value={value}
        onChange={onChange}
        id={id}
        labelId={`${id}-label`}
        describedBy={notes || undefined}
        invalid={problem !== undefined}
      />
      {problem ? (
        <p className="field-problem" id={`${id}-problem`}>
          {problem}
        </p>
      ) : null}
      {field.help ? (
        <p className="field-help" id={`${id}-help`}>
          {field.help}
        </p>
      ) : null}
    </div>
  );
}
