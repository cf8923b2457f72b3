import type { FormValues } from '../case/papers.ts';

/** What an item does with the citizen's card; the names stand in the item's file as `card`. */
export const cardSteps = ['report-loss', 'lift-loss', 'reissue', 'replace', 'new', 'hand-out'] as const;

/** What an item does with the citizen's card. */
export type CardStep = (typeof cardSteps)[number];

/** What the register calls it. */
export const cardStepTexts = {
  'report-loss': '挂失',
  'lift-loss': '解挂',
  reissue: '补卡',
  replace: '换卡',
  new: '新制卡',
  'hand-out': '领卡',
} as const satisfies Record<CardStep, string>;

/** What a step is told beside the form. */
export interface StepFacts {
  /** Number of the card as it was last read; null when it never was. */
  readonly number: string | null;
  readonly orderId: string;
  readonly batch: string;
}

/** A card number as it is compared: the characters alone. */
const bare = (number: string): string => number.normalize('NFKC').replace(/\s/g, '').toUpperCase();

/** What happens to the card when such a case is completed with this form. */
export function cardEventOf(step: CardStep, form: FormValues, facts: StepFacts) {
  switch (step) {
    case 'report-loss':
      return { kind: step, number: facts.number, formal: form.way !== 'temporary' } as const;
    case 'lift-loss':
      return { kind: step, number: bare(form['card-number'] ?? '') || facts.number } as const;
    case 'hand-out':
      return { kind: step, number: bare(form['card-number'] ?? ''), activated: form.activate !== 'later' } as const;
    case 'reissue':
    case 'replace':
    case 'new':
      return { kind: 'order', order: step, orderId: facts.orderId, batch: facts.batch } as const;
  }
}
