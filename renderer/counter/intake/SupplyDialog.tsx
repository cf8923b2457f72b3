import { useRef, useState } from 'react';
import type { MaterialTicks } from '../../../main/domain/case/papers.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { CitizenMaterial } from './CitizenMaterial.tsx';
import { rowsOf } from './materialRows.ts';
import { intakeTexts } from './texts.ts';
import type { CaseWithItem } from './useCase.ts';
import { useRowKeys } from './useRowKeys.ts';
import { useTakeAct } from './useTakeAct.ts';

const words = intakeTexts.supply;

interface Props {
  readonly view: CaseWithItem;
  readonly onClose: () => void;
}

/** What was left out of an acceptance and is handed in now: only that can be ticked. */
export function SupplyDialog({ view, onClose }: Props) {
  const [ticks, setTicks] = useState<MaterialTicks>({});
  const lines = useRef<HTMLUListElement>(null);
  const awaited = view.item.materials.filter(({ code }) => view.gap?.missing.includes(code));
  const keys = useRowKeys(rowsOf(awaited), ticks, setTicks, lines);
  const supply = useTakeAct(view.caseId, onClose);
  const ticked = Object.keys(ticks).length > 0;
  return (
    <Dialog
      title={words.title}
      onClose={onClose}
      actions={
        <>
          <ActionButton onPress={onClose}>{words.cancel}</ActionButton>
          <ActionButton
            kind="primary"
            hotkey="F8"
            pending={supply.pending}
            whyNot={ticked ? null : intakeTexts.notReceived}
            onPress={() => supply.run({ kind: 'supply', input: { ticks } })}
          >
            {words.yes}
          </ActionButton>
        </>
      }
    >
      <TroubleNotice trouble={supply.trouble} />
      <p>{words.intro}</p>
      <ul className="materials" ref={lines} onKeyDown={keys.onKeyDown}>
        {awaited.map((material) => (
          <CitizenMaterial
            key={material.code}
            material={material}
            view={view}
            tick={ticks[material.code]}
            isEntry={keys.isEntry}
            onSet={keys.set}
          />
        ))}
      </ul>
      <small>{intakeTexts.materialKeys}</small>
    </Dialog>
  );
}
