import { useRef } from 'react';
import type { CaseView } from '../../../main/contract/case.ts';
import type { MaterialTicks } from '../../../main/domain/case/papers.ts';
import type { ItemMaterial } from '../../../main/domain/catalogue/item.ts';
import { isFromCitizen, isFromSystem } from '../../../main/domain/catalogue/materialList.ts';
import { usePress } from '../../app/useAct.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { actTexts } from './actTexts.ts';
import { rowsOf } from './materialRows.ts';
import { answerTo } from './sourceLine.ts';
import { sourceLines } from './sourceLines.ts';
import { intakeTexts } from './texts.ts';
import { useReread } from './useCase.ts';
import { useRowKeys } from './useRowKeys.ts';

interface Props {
  readonly view: CaseView;
  readonly list: readonly ItemMaterial[];
  readonly missing: readonly ItemMaterial[];
  readonly ticks: MaterialTicks;
  readonly onTicks: (ticks: MaterialTicks) => void;
  /** How 重新核验 stands out: it is the next step when only a system withholds something. */
  readonly askSystems: 'primary' | 'normal';
}

/** The material list of the item, as it is: nothing can be added or dropped here. */
export function MaterialList({ view, list, missing, ticks, onTicks, askSystems }: Props) {
  const fromCitizen = list.filter(isFromCitizen);
  const supplied = list.filter((material) => !isFromCitizen(material));
  const answers = list.filter(isFromSystem).map((material) => answerTo(material, view)?.result);
  const pending = answers.filter((answer) => answer === 'pending').length;
  const lines = useRef<HTMLUListElement>(null);
  const keys = useRowKeys(rowsOf(fromCitizen), ticks, onTicks, lines);
  return (
    <section className="sheet" aria-label={intakeTexts.materials}>
      <h2>
        {intakeTexts.materials}
        {missing.length > 0 ? (
          <Tag tone="wait">{intakeTexts.materialsLeft(missing.length)}</Tag>
        ) : (
          <WholeMark pending={pending} />
        )}
        {answers.some((answer) => answer !== 'confirmed') ? (
          <ObtainAgain caseId={view.caseId} look={askSystems} />
        ) : null}
        {fromCitizen.length > 0 ? <small>{intakeTexts.materialKeys}</small> : null}
      </h2>
      <ul className="materials" ref={lines} onKeyDown={keys.onKeyDown}>
        {[...supplied, ...fromCitizen].map((material) => {
          const Line = sourceLines[material.source.kind];
          return (
            <Line
              key={material.code}
              material={material}
              view={view}
              tick={ticks[material.code]}
              isEntry={keys.isEntry}
              onSet={keys.set}
            />
          );
        })}
      </ul>
    </section>
  );
}

/** Nothing is missing; what the systems could not be asked about yet is no gap, but no green mark either. */
function WholeMark({ pending }: { readonly pending: number }) {
  if (pending > 0) return <Tag tone="wait">{intakeTexts.materialsPending(pending)}</Tag>;
  return (
    <Tag tone="good" icon="check">
      {intakeTexts.materialsWhole}
    </Tag>
  );
}

function ObtainAgain({ caseId, look }: { readonly caseId: string; readonly look: 'primary' | 'normal' }) {
  const reread = useReread(caseId);
  const again = usePress((client, requestId) => client.case.obtainAgain({ requestId, caseId }), reread);
  return (
    <>
      <ActionButton
        kind={look}
        hotkey={actTexts.obtain.hotkey ?? 'F7'}
        pending={again.pending}
        onPress={() => again.run()}
      >
        {actTexts.obtain.label}
      </ActionButton>
      <TroubleNotice trouble={again.trouble} />
    </>
  );
}
