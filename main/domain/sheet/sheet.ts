/** A label with what it says. */
export interface SheetPair {
  readonly label: string;
  readonly value: string;
}

/** One part of an A4 sheet between its head and its foot. */
export type SheetPart =
  | { readonly kind: 'pairs'; readonly heading: string; readonly pairs: readonly SheetPair[] }
  | {
      readonly kind: 'table';
      readonly heading: string;
      /** `amount` columns are set flush right, digits under digits. */
      readonly columns: readonly { readonly title: string; readonly align: 'text' | 'amount' }[];
      readonly rows: readonly (readonly string[])[];
    }
  | { readonly kind: 'text'; readonly heading: string; readonly text: string; readonly large: boolean };

/** Where a sheet goes: to the printer of the system, to the dialogue of the browser, into a file. */
export const sheetWays = ['printer', 'dialogue', 'pdf'] as const;

/** Where a sheet goes. */
export type SheetWay = (typeof sheetWays)[number];

/**
 * What is printed on A4 paper: the same facts as a slip or a form, in the order of an official letter. Unlike a receipt it is set
 * by the browser's own fonts, so every character of Unicode can be printed.
 */
export interface Sheet {
  readonly organ: string;
  readonly title: string;
  /** Slip or case number; empty for a form printed before the case has one. */
  readonly number: string;
  readonly facts: readonly SheetPair[];
  readonly parts: readonly SheetPart[];
  /** Lines to be signed, each with room behind it. */
  readonly signatures: readonly string[];
  /** What the QR code says, or null. */
  readonly qr: string | null;
  readonly foot: readonly SheetPair[];
}
