import { DateControl } from '../form/DateControl.tsx';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (day: string) => void;
}

/** A day that is typed or chosen, under its name. */
export function DutyDay({ label, value, onChange }: Props) {
  const id = `duty-${label}`;
  return (
    <div>
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
