import './form.css';
import { lazy, Suspense, useId } from 'react';
import { Checkbox, Input, Radio } from 'antd';
import { chosenValues } from '../../main/domain/catalogue/fields/choice.ts';
import type { FieldKind, FieldOf, ItemField } from '../../main/domain/catalogue/fields/table.ts';
import { regionInWords } from '../../main/domain/region/regions.ts';
import { ariaOf, type ControlProps, type FieldControl } from './control.ts';
import { DateControl } from './DateControl.tsx';
import { RowsControl } from './RowsControl.tsx';
import { formTexts } from './texts.ts';
import { typed } from './typed.ts';

const RegionPicker = lazy(() => import('./RegionPicker.tsx').then(({ RegionPicker }) => ({ default: RegionPicker })));

function TextControl(props: ControlProps<FieldOf<'text'>>) {
  return <Input {...typed(props)} />;
}

function NoteControl(props: ControlProps<FieldOf<'note'>>) {
  return <Input.TextArea {...typed(props)} rows={2} />;
}

function PhoneControl(props: ControlProps<FieldOf<'phone'>>) {
  return <Input {...typed(props)} inputMode="tel" />;
}

/** The list is fetched when the first such field is shown; until then there is its name to read. */
function RegionControl(props: ControlProps<FieldOf<'region'>>) {
  const waiting = <Input id={props.id} {...ariaOf(props)} disabled value={regionInWords(props.value)} />;
  return (
    <Suspense fallback={waiting}>
      <RegionPicker {...props} />
    </Suspense>
  );
}

/** A number that is compared figure by figure. */
function NumberControl(props: ControlProps<FieldOf<'id-number' | 'credit-code' | 'bank-account'>>) {
  return <Input {...typed(props)} />;
}

function MoneyControl(props: ControlProps<FieldOf<'money'>>) {
  return <Input {...typed(props)} inputMode="decimal" suffix={formTexts.yuan} />;
}

function ChoiceControl({ field, value, labelId, onChange }: ControlProps<FieldOf<'choice'>>) {
  return (
    <Radio.Group
      aria-labelledby={labelId}
      value={value}
      options={field.choices}
      onChange={(event) => onChange(String(event.target.value))}
    />
  );
}

function MultiChoiceControl({ field, value, labelId, onChange }: ControlProps<FieldOf<'multi-choice'>>) {
  return (
    <Checkbox.Group
      aria-labelledby={labelId}
      role="group"
      value={[...chosenValues(value)]}
      options={field.choices}
      onChange={(chosen) => onChange(chosen.join(','))}
    />
  );
}

/** A table whose cells are fields of their own. */
function TableControl(props: ControlProps<FieldOf<'rows'>>) {
  return <RowsControl {...props} Cell={FieldInput} />;
}

/** How each kind of field is typed or chosen. */
const controls: { readonly [Kind in FieldKind]: FieldControl<FieldOf<Kind>> } = {
  text: { Control: TextControl, wide: false, group: false },
  note: { Control: NoteControl, wide: true, group: false },
  date: { Control: DateControl, wide: false, group: false },
  phone: { Control: PhoneControl, wide: false, group: false },
  region: { Control: RegionControl, wide: false, group: false },
  'id-number': { Control: NumberControl, wide: false, group: false },
  'credit-code': { Control: NumberControl, wide: false, group: false },
  'bank-account': { Control: NumberControl, wide: false, group: false },
  money: { Control: MoneyControl, wide: false, group: false },
  choice: { Control: ChoiceControl, wide: true, group: true },
  'multi-choice': { Control: MultiChoiceControl, wide: true, group: true },
  rows: { Control: TableControl, wide: true, group: true },
};

/** The control of a field's kind, for that field. */
function controlOf<Kind extends FieldKind>(
  field: FieldOf<Kind> & { readonly kind: Kind },
): FieldControl<FieldOf<Kind>> {
  return controls[field.kind];
}

/** What a field is typed or chosen with. */
function FieldInput(props: ControlProps<ItemField>) {
  const { Control } = controlOf(props.field);
  return <Control {...props} />;
}

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
