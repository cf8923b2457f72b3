import { useLive } from '../app/core.ts';
import { printerKindOf, settingsOf, withPrinterKind, type DeviceDraft, type PrinterKind } from './deviceDraft.ts';
import { VIRTUAL } from './linkSettings.ts';
import { printerKinds } from './printerSettings.ts';
import type { Setting } from './setting.ts';
import { SettingField } from './SettingField.tsx';
import { deviceTexts } from './texts.ts';

const words = deviceTexts.form;

interface Props {
  readonly draft: DeviceDraft;
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (draft: DeviceDraft) => void;
}

/** The settings of a device: name, what its driver asks for, and folded what is seldom changed. */
export function DriverFields({ draft, problems, onChange }: Props) {
  const demo = useLive((live) => live.hall.demo);
  const settings = settingsOf(draft);
  const rare = settings.filter((setting) => setting.rare);
  const field = (setting: Setting) => (
    <SettingField
      key={`${setting.key} ${setting.when?.[1] ?? ''}`}
      setting={demo ? setting : withoutVirtual(setting, draft.values[setting.key])}
      value={draft.values[setting.key] ?? ''}
      problem={problems[setting.key]}
      onChange={(value) => onChange({ ...draft, values: { ...draft.values, [setting.key]: value } })}
    />
  );
  return (
    <>
      <div className="fields">
        <SettingField
          setting={{ label: words.name, help: words.nameHelp, control: { kind: 'text' } }}
          value={draft.name}
          problem={problems.name}
          onChange={(name) => onChange({ ...draft, name: name.slice(0, 40) })}
        />
        {draft.driver === 'escpos' ? <PrinterKindField draft={draft} onChange={onChange} /> : null}
        {settings.filter((setting) => !setting.rare).map(field)}
      </div>
      {draft.driver === 'keyboard-wedge' ? <p className="device-note">{words.wedge}</p> : null}
      {rare.length > 0 ? (
        <details className="device-more" open={rare.some(({ key }) => problems[key]) || undefined}>
          <summary>{words.more}</summary>
          <div className="fields">{rare.map(field)}</div>
        </details>
      ) : null}
    </>
  );
}

const OWN = 'own';

function PrinterKindField({ draft, onChange }: Pick<Props, 'draft' | 'onChange'>) {
  const kind = printerKindOf(draft.values);
  const kinds = Object.entries(printerKinds).map(([name, { title }]) => [name, title] as const);
  return (
    <SettingField
      setting={{
        label: words.printerKind,
        help: words.printerKindHelp,
        control: {
          kind: 'choice',
          choices: Object.fromEntries(kind ? kinds : [[OWN, words.printerKindOwn], ...kinds]),
        },
      }}
      value={kind ?? OWN}
      problem={undefined}
      onChange={(chosen) => {
        if (isPrinterKind(chosen)) onChange(withPrinterKind(draft, chosen));
      }}
    />
  );
}

function isPrinterKind(name: string): name is PrinterKind {
  return Object.hasOwn(printerKinds, name);
}

/** The virtual machine exists in the demonstration only; a device that is on it keeps its setting. */
function withoutVirtual(setting: Setting, value: string | undefined): Setting {
  const { control } = setting;
  if (control.kind !== 'choice' || value === VIRTUAL || !Object.hasOwn(control.choices, VIRTUAL)) return setting;
  const choices = Object.fromEntries(Object.entries(control.choices).filter(([name]) => name !== VIRTUAL));
  return { ...setting, control: { ...control, choices } };
}
