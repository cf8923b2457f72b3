/** What a setting is typed or chosen with. Values are kept as text; `numeric` choices and numbers become numbers. */
export type SettingControl =
  | { readonly kind: 'text'; readonly placeholder?: string }
  | { readonly kind: 'lines'; readonly placeholder?: string }
  | { readonly kind: 'number'; readonly min: number; readonly max: number; readonly suggestions?: readonly number[] }
  | { readonly kind: 'choice'; readonly choices: Readonly<Record<string, string>>; readonly numeric?: true }
  | { readonly kind: 'switch' };

/** One setting of a driver as the technician fills it in. */
export interface Setting {
  /** Where it stands in the settings of the driver, e.g. `link.baudRate`. */
  readonly key: string;
  readonly label: string;
  /** In a few words what it is and where to look. */
  readonly help: string;
  readonly control: SettingControl;
  /** What the form begins with; `yes` and `no` for switches. */
  readonly value: string;
  /** Only with this value of another setting. */
  readonly when?: readonly [key: string, value: string];
  /** What an empty field stands for; without it the field must be filled in. */
  readonly empty?: 'null' | 'text';
  /** Seldom changed: shown under 更多设置. */
  readonly rare?: true;
}
