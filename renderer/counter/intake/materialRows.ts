import type { MaterialTick, MaterialTicks } from '../../../main/domain/case/papers.ts';
import type { ItemMaterial } from '../../../main/domain/catalogue/item.ts';

/** How a paper is handed over. */
export type PaperForm = MaterialTick['form'];

/** One line the teller can work on: one alternative of one of the citizen's materials. */
export interface MaterialRow {
  readonly materialCode: string;
  readonly alternative: string;
  readonly forms: readonly PaperForm[];
}

/** The lines of a list in the order they stand on the screen. */
export function rowsOf(list: readonly ItemMaterial[]): MaterialRow[] {
  return list.flatMap((material) =>
    material.anyOf.map(({ code, forms }) => ({ materialCode: material.code, alternative: code, forms })),
  );
}

const keys = { '1': 'original', '2': 'copy', '0': null, Delete: null, Backspace: null } as const;

/** What a key does to a line: a form, `null` for not received; undefined when it does nothing. */
export function paperForKey(key: string): PaperForm | null | undefined {
  return Object.hasOwn(keys, key) ? keys[key as keyof typeof keys] : undefined;
}

/**
 * The ticks after a line was set to a form, or to not received. One alternative of a material counts, so setting one
 * takes the other back. A form this line does not have changes nothing.
 */
export function setRow(ticks: MaterialTicks, row: MaterialRow, form: PaperForm | null): MaterialTicks {
  const { [row.materialCode]: present, ...others } = ticks;
  if (form === null) return present?.alternative === row.alternative ? others : ticks;
  if (!row.forms.includes(form)) return ticks;
  return { ...others, [row.materialCode]: { alternative: row.alternative, form } };
}
