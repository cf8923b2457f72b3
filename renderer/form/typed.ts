import { rulesOf, type ItemField } from '../../main/domain/catalogue/fields/table.ts';
import { ariaOf, type ControlProps } from './control.ts';

/** What a typed control says and does. Nothing pasted is ever cut; once it is left, a field shows what will be recorded. */
export function typed(props: ControlProps<ItemField>) {
  const { id, field, value, invalid, onChange } = props;
  return {
    id,
    ...ariaOf(props),
    value,
    autoComplete: 'off',
    ...(invalid ? { status: 'error' as const } : {}),
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
    onBlur: () => {
      const recorded = rulesOf(field).recorded(value, field);
      if (recorded !== value) onChange(recorded);
    },
  };
}
