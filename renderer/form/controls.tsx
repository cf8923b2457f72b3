import { Checkbox, Input, Radio } from 'antd';
import { chosenValues } from '../../main/domain/catalogue/fields/choice.ts';
import { rulesOf, type FieldKind, type FieldOf, type ItemField } from '../../main/domain/catalogue/fields/table.ts';
import { ariaOf, type ControlProps, type FieldControl } from './control.ts';
import { eightDigits } from './dateFromTyping.ts';
import { formTexts } from './texts.ts';

/** Nothing pasted is ever cut; once it is left, a field shows what will be recorded. */
function typed(props: ControlProps<ItemField>) {
  const { id, field, value, invalid, onChange } = props;
  return {
    id,
    ...ariaOf(props),
    value,
    autoComplete: 'off',
    ...(invalid ? { status: 'error' as const } : {}),
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
    onBlur: () => {
      const recorded = rulesOf(field).recorded(value);
      if (recorded !== value) onChange(recorded);
    },
  };
}

function TextControl(props: ControlProps<FieldOf<'text'>>) {
  return <Input {...typed(props)} />;
}

function NoteControl(props: ControlProps<FieldOf<'note'>>) {
  return <Input.TextArea {...typed(props)} rows={2} />;
}

function DateControl(props: ControlProps<FieldOf<'date'>>) {
  return (
    <Input
      {...typed(props)}
      inputMode="numeric"
      placeholder={formTexts.datePlaceholder}
      onChange={(event) => props.onChange(eightDigits(event.target.value))}
    />
  );
}

function PhoneControl(props: ControlProps<FieldOf<'phone'>>) {
  return <Input {...typed(props)} inputMode="tel" />;
}

function RegionControl(props: ControlProps<FieldOf<'region'>>) {
  return <Input {...typed(props)} inputMode="numeric" />;
}

function IdNumberControl(props: ControlProps<FieldOf<'id-number'>>) {
  return <Input {...typed(props)} />;
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

/** How each kind of field is typed or chosen. */
const controls: { readonly [Kind in FieldKind]: FieldControl<FieldOf<Kind>> } = {
  text: { Control: TextControl, wide: false, group: false },
  note: { Control: NoteControl, wide: true, group: false },
  date: { Control: DateControl, wide: false, group: false },
  phone: { Control: PhoneControl, wide: false, group: false },
  region: { Control: RegionControl, wide: false, group: false },
  'id-number': { Control: IdNumberControl, wide: false, group: false },
  choice: { Control: ChoiceControl, wide: true, group: true },
  'multi-choice': { Control: MultiChoiceControl, wide: true, group: true },
};

/** The control of a field's kind, for that field. */
export function controlOf<Kind extends FieldKind>(
  field: FieldOf<Kind> & { readonly kind: Kind },
): FieldControl<FieldOf<Kind>> {
  return controls[field.kind];
}

/** What a field is typed or chosen with. */
export function FieldInput(props: ControlProps<ItemField>) {
  const { Control } = controlOf(props.field);
  return <Control {...props} />;
}
