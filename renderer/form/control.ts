import type { ComponentType } from 'react';

/** What the control of a field gets: its settings, its value as text, and what ties it to its label and notes. */
export interface ControlProps<Field> {
  readonly field: Field;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Of the one element that has the focus; a group has none and is named by `labelId`. */
  readonly id: string;
  readonly labelId: string;
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
}

/** How a kind of field is typed or chosen. */
export interface FieldControl<Field> {
  readonly Control: ComponentType<ControlProps<Field>>;
  /** Takes the whole width of the form. */
  readonly wide: boolean;
  /** Several elements under one name. */
  readonly group: boolean;
}

/** What every control of one element says of itself. */
export function ariaOf({ describedBy, invalid, field }: ControlProps<{ readonly required: boolean }>) {
  return { 'aria-describedby': describedBy, 'aria-invalid': invalid, 'aria-required': field.required };
}
