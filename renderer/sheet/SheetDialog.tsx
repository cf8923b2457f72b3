import { useState } from 'react';
import { createPortal, flushSync } from 'react-dom';
import { useQuery } from '@tanstack/react-query';
import type { SheetOf, SheetView } from '../../main/contract/sheet.ts';
import { useClient } from '../app/core.ts';
import { troubleOfQuery, useAct, valueOf } from '../app/useAct.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { A4Sheet } from './A4Sheet.tsx';
import { sheetDoor, type SheetOrder, type SheetOutcome } from './sheetDoor.ts';
import './sheet.css';
import { sheetTexts } from './texts.ts';

interface Props {
  readonly of: SheetOf;
  readonly onClose: () => void;
}

/** An A4 sheet as it will be printed, and the keys that print it. */
export function SheetDialog({ of, onClose }: Props) {
  const client = useClient();
  const query = useQuery({
    queryKey: ['sheet', of],
    queryFn: async () => valueOf(await client.sheet.view({ of })),
    // A form may have been filled in further since it was last looked at.
    gcTime: 0,
  });
  if (query.data) return <Shown of={of} view={query.data} onClose={onClose} />;
  return (
    <Dialog title={sheetTexts.a4} onClose={onClose}>
      <TroubleNotice trouble={troubleOfQuery(query.error)} />
    </Dialog>
  );
}

function Shown({ of, view, onClose }: Props & { readonly view: SheetView }) {
  const [door] = useState(() => sheetDoor(window));
  const [outcome, setOutcome] = useState<SheetOutcome | null>(null);
  const { sheet, printer, copies } = view;
  /** What goes to paper, with all that the screen keeps masked; there only when it was recorded that it goes. */
  const [paper, setPaper] = useState<SheetView['sheet'] | null>(null);
  const act = useAct(
    (client, order: SheetOrder, requestId) => client.sheet.handOut({ requestId, of, how: order.way }),
    ({ sheet: whole }, order) => {
      // Drawn at once: the page is printed as it is then.
      flushSync(() => setPaper(whole));
      void door.send(order).then(setOutcome);
    },
  );
  const print = () => {
    setOutcome(null);
    act.run(door.silent ? { way: 'printer', printer, copies } : { way: 'dialogue' });
  };
  const save = () => {
    setOutcome(null);
    act.run({ way: 'pdf', fileName: sheet.number || sheet.title });
  };
  return (
    <Dialog
      title={sheet.title}
      onClose={onClose}
      wide
      actions={
        <>
          {door.silent ? (
            <ActionButton pending={act.pending} onPress={save}>
              {sheetTexts.pdf}
            </ActionButton>
          ) : null}
          <ActionButton kind="primary" hotkey="Ctrl+P" pending={act.pending} onPress={print}>
            {sheetTexts.print}
          </ActionButton>
        </>
      }
    >
      <TroubleNotice trouble={act.trouble ?? troubleOf(outcome)} />
      {outcome?.ok && door.silent ? (
        <p className="a4-told" role="status">
          {outcome.place ? sheetTexts.saved(outcome.place) : sheetTexts.sent}
        </p>
      ) : null}
      {/* Longer than the screen: the hands must be able to scroll it. */}
      <div className="a4-preview" tabIndex={0} role="group" aria-label={sheetTexts.paperLabel}>
        <A4Sheet sheet={sheet} />
      </div>
      {paper
        ? createPortal(
            <div className="print-root" aria-hidden="true">
              <A4Sheet sheet={paper} />
            </div>,
            document.body,
          )
        : null}
    </Dialog>
  );
}

function troubleOf(outcome: SheetOutcome | null) {
  if (!outcome || outcome.ok) return null;
  const { happened, kept, next } = sheetTexts.failed;
  return { happened: happened(outcome.reason), kept, next };
}
