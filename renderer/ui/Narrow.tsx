import { Radio } from 'antd';

interface Props<Narrowing extends string> {
  /** Name of the choice for a screen reader. */
  readonly label: string;
  readonly choices: readonly { readonly value: Narrowing; readonly label: string }[];
  readonly value: Narrowing;
  readonly onNarrow: (narrowing: Narrowing) => void;
}

/** What of a list is shown: a row of buttons above it, gone through by the arrow keys. */
export function Narrow<Narrowing extends string>({ label, choices, value, onNarrow }: Props<Narrowing>) {
  return (
    <Radio.Group
      aria-label={label}
      optionType="button"
      value={value}
      options={[...choices]}
      onChange={({ target }) => {
        const chosen = choices.find((one) => one.value === target.value);
        if (chosen) onNarrow(chosen.value);
      }}
    />
  );
}
