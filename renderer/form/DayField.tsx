import { DateControl } from './DateControl.tsx';

interface Props {
  /** Before the label in the id of the field: once on a page. */
  readonly idPrefix: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (day: string) => void;
}

/** A day that is typed or chosen, under its name. */
export function DayField({ idPrefix, label, value, onChange }: Props) {
  const id = `${idPrefix}-${label}`;
  return (
    <div className="day-field">
      <label className="field-label" htmlFor={id} id={`${id}-label`}>
        {label}
      </label>
      <DateControl
        field={{ code: id, label, kind: 'date', required: true }}
        value={value}
        onChange={onChange}
        id={id}
        labelId={`${id}-label`}
        describedBy={undefined}
        invalid={false}
      />
    </div>
  );
}
