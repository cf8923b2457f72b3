import { useId } from 'react';
import { Input } from 'antd';
import { Choice } from './Choice.tsx';
import type { Setting } from './setting.ts';
import { deviceTexts } from './texts.ts';

interface Props {
  readonly setting: Pick<Setting, 'label' | 'help' | 'control'>;
  readonly value: string;
  readonly problem: string | undefined;
  readonly onChange: (value: string) => void;
}

/** One setting with its name, what it is, and what is wrong with it. */
export function SettingField({ setting: { label, help, control }, value, problem, onChange }: Props) {
  const id = useId();
  const aria = {
    id,
    'aria-describedby': problem ? `${id}-problem ${id}-help` : `${id}-help`,
    'aria-invalid': problem !== undefined,
  };
  return (
    <div className={control.kind === 'lines' ? 'field field-wide' : 'field'}>
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <Control control={control} value={value} onChange={onChange} aria={aria} />
      {problem ? (
        <p className="field-problem" id={`${id}-problem`}>
          {problem}
        </p>
      ) : null}
      <p className="field-help" id={`${id}-help`}>
        {help}
      </p>
    </div>
  );
}

interface ControlProps extends Pick<Props, 'value' | 'onChange'> {
  readonly control: Setting['control'];
  readonly aria: { readonly id: string; readonly 'aria-describedby': string; readonly 'aria-invalid': boolean };
}

function Control({ control, value, onChange, aria }: ControlProps) {
  const typed = {
    ...aria,
    value,
    autoComplete: 'off',
    ...(aria['aria-invalid'] ? { status: 'error' as const } : {}),
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  };
  switch (control.kind) {
    case 'text':
      return <Input {...typed} {...placeholderOf(control)} spellCheck={false} maxLength={400} />;
    case 'lines':
      return <Input.TextArea {...typed} {...placeholderOf(control)} spellCheck={false} maxLength={2_000} rows={3} />;
    case 'number':
      return (
        <>
          <Input {...typed} inputMode="numeric" maxLength={7} list={`${aria.id}-usual`} />
          <datalist id={`${aria.id}-usual`}>
            {control.suggestions?.map((number) => (
              <option key={number} value={number} />
            ))}
          </datalist>
        </>
      );
    case 'choice':
      return (
        <Choice
          {...aria}
          value={value}
          options={Object.entries(control.choices).map(([option, title]) => ({ value: option, label: title }))}
          onChange={onChange}
        />
      );
    case 'switch':
      return (
        <span className="field-switch">
          <input
            {...aria}
            type="checkbox"
            role="switch"
            checked={value === 'yes'}
            onChange={(event) => onChange(event.target.checked ? 'yes' : 'no')}
          />
          {deviceTexts.form.yes}
        </span>
      );
  }
}

function placeholderOf({ placeholder }: { readonly placeholder?: string }): { placeholder?: string } {
  return placeholder === undefined ? {} : { placeholder };
}
