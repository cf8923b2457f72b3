import type { CaseView } from '../../../main/contract/case.ts';
import type { MaterialTick, ObtainedMaterial } from '../../../main/domain/case/papers.ts';
import type { ItemMaterial } from '../../../main/domain/catalogue/item.ts';
import type { PaperForm } from './materialRows.ts';

/** What the line of a material is drawn from, whatever its source. */
export interface SourceLineProps {
  readonly material: ItemMaterial;
  readonly view: CaseView;
  readonly tick: MaterialTick | undefined;
  /** True for the row on which the Tab key enters the list. */
  readonly isEntry: (materialCode: string, alternative: string) => boolean;
  readonly onSet: (materialCode: string, alternative: string, form: PaperForm | null) => void;
}

/** What a system last said about a material; undefined while none has answered. */
export function answerTo({ code }: ItemMaterial, { obtained }: CaseView): ObtainedMaterial | undefined {
  return obtained.findLast(({ materialCode }) => materialCode === code);
}
