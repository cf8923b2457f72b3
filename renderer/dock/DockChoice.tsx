interface Props<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: Readonly<Record<Value, string>>;
  readonly onChange: (value: Value) => void;
}

/** One of several states of a device. */
export function DockChoice<Value extends string>({ label, value, options, onChange }: Props<Value>) {
  const known = Object.entries(options) as [Value, string][];
  return (
    <label className="dock-choice">
      {label}
      <select
        value={value}
        onChange={(event) => {
          const chosen = known.find(([option]) => option === event.target.value);
          if (chosen) onChange(chosen[0]);
        }}
      >
        {known.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
