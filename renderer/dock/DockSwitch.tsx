interface Props {
  readonly label: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

/** Something that is plugged or not, shut or not. */
export function DockSwitch({ label, on, onChange }: Props) {
  return (
    <label className="dock-switch">
      <input type="checkbox" role="switch" checked={on} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  );
}
