/** A run of characters in one style. `double` is double width and height: each half-width character takes two columns. */
export interface SlipSpan {
  readonly text: string;
  readonly bold?: boolean;
  readonly double?: boolean;
}

/**
 * One line of a laid-out slip. Lines are already wrapped to the paper's columns: what is previewed, stored and printed
 * is the same list.
 */
export type SlipLine =
  | { readonly kind: 'text'; readonly spans: readonly SlipSpan[]; readonly align: 'left' | 'centre' | 'right' }
  | { readonly kind: 'rule' }
  | { readonly kind: 'qr'; readonly data: string }
  | { readonly kind: 'feed'; readonly lines: number };
