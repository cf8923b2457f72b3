import { lazy, Suspense } from 'react';
import { Checkbox, Input, Radio } from 'antd';
import { chosenValues } from '../../main/domain/catalogue/fields/choice.ts';
import type { FieldKind, FieldOf, ItemField } from '../../main/domain/catalogue/fields/table.ts';
import { regionInWords } from '../../main/domain/region/regions.ts';
import { ariaOf, type ControlProps, type FieldControl } from './control.ts';
import { DateControl } from './DateControl.tsx';
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
