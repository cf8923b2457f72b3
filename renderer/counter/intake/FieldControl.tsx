import { Checkbox, Input, Radio } from 'antd';
import { chosenValues } from '../../../main/domain/catalogue/form.ts';
import type { ItemField } from '../../../main/domain/catalogue/item.ts';
import { dateFromTyping, eightDigits } from './dateFromTyping.ts';
import { intakeTexts } from './texts.ts';

interface Props {
  readonly field: ItemField;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly id: string;
  readonly labelId: string;
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
}

/** What a field is typed or chosen with. */
export function FieldControl({ field, value, onChange, id, labelId, describedBy, invalid }: Props) {
  const aria = { 'aria-describedby': describedBy, 'aria-invalid': invalid, 'aria-required': field.required };
  const typed = {
    id,
    ...aria,
    value,
    autoComplete: 'off',
    ...(invalid ? { status: 'error' as const } : {}),
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  };
  switch (field.kind) {
    case 'text':
      return <Input {...typed} maxLength={field.maxLength} />;
    case 'note':
      return <Input.TextArea {...typed} maxLength={field.maxLength} rows={2} />;
    case 'date':
      return (
        <Input
          {...typed}
          inputMode="numeric"
          maxLength={10}
          placeholder={intakeTexts.datePlaceholder}
          onChange={(event) => onChange(eightDigits(event.target.value))}
          onBlur={() => onChange(dateFromTyping(value))}
        />
      );
    case 'phone':
      return <Input {...typed} inputMode="tel" maxLength={20} />;
    case 'region':
      return <Input {...typed} inputMode="numeric" maxLength={6} />;
    case 'id-number':
      return <Input {...typed} maxLength={18} />;
    case 'choice':
      return (
        <Radio.Group
          aria-labelledby={labelId}
          value={value}
          options={field.choices}
          onChange={(event) => onChange(String(event.target.value))}
        />
      );
    case 'multi-choice':
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
}
