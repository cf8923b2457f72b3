import type { CaseView } from '../contract/case.ts';
import type { Shows } from '../domain/case/access.ts';
import type { ItemField } from '../domain/catalogue/fields/table.ts';
import { maskIdNumber, maskName, maskPhone } from '../domain/identity/mask.ts';

/** The case as somebody who is shown so much of it sees it: what is hidden never leaves the core. */
export function masked(view: CaseView, shows: Shows, fields: readonly ItemField[]): CaseView {
  return masks[shows](view, fields);
}

const masks: Readonly<Record<Shows, (view: CaseView, fields: readonly ItemField[]) => CaseView>> = {
  full: (view) => view,

  masked: (view, fields) => ({
    ...view,
    citizen: { ...view.citizen, name: maskName(view.citizen.name, 'list') },
    form: maskedForm(view, fields),
    prefilled: {},
    obtained: view.obtained.map((one) => ({ ...one, summary: '' })),
    filings: [],
    // Free words of those who checked it may name anybody.
    opinions: view.opinions.map((one) => ({ ...one, text: '' })),
  }),

  head: (view) => ({
    ...view,
    citizen: { name: '', idNumber: '', phone: '' },
    form: {},
    prefilled: {},
    ticks: {},
    obtained: [],
    blockedBy: [],
    missing: [],
    gap: view.gap && { ...view.gap, missing: [] },
    gapBar: null,
    agentOften: null,
    asked: view.asked === null ? null : '',
    ending: view.ending === null ? null : '',
    filings: [],
    opinions: [],
    paused: view.paused === null ? null : '',
    slips: [],
    documents: [],
    history: [],
  }),
};

function maskedForm({ form }: CaseView, fields: readonly ItemField[]): CaseView['form'] {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = form[field.code];
      return value === undefined || value === '' ? [] : [[field.code, valueMasks[field.kind](value)]];
    }),
  );
}

const asItIs = (value: string): string => value;
const hidden = (): string => '＊＊＊';
/** As banks print it: enough to tell two accounts apart. */
const lastFour = (value: string): string => `＊＊＊${value.slice(-4)}`;

/** What a field may say about who somebody is; a choice, a date or a region says nothing. */
const valueMasks = {
  choice: asItIs,
  'multi-choice': asItIs,
  date: asItIs,
  region: asItIs,
  phone: maskPhone,
  'id-number': maskIdNumber,
  'credit-code': asItIs,
  'bank-account': lastFour,
  money: asItIs,
  rows: hidden,
  text: hidden,
  note: hidden,
} as const satisfies Record<ItemField['kind'], (value: string) => string>;
