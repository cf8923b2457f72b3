import { lazy, Suspense, useState } from 'react';
import type { SheetOf } from '../../main/contract/sheet.ts';
import type { Hotkey } from '../ui/hotkeys.ts';
import { ActionButton } from '../ui/ActionButton.tsx';

const SheetDialog = lazy(() => import('./SheetDialog.tsx').then(({ SheetDialog }) => ({ default: SheetDialog })));

interface Props {
  readonly of: SheetOf;
  readonly hotkey?: Hotkey;
  readonly children: string;
}

/** A button that shows an A4 sheet, from where it is printed. */
export function SheetButton({ of, hotkey, children }: Props) {
  const [shown, setShown] = useState<SheetOf | null>(null);
  return (
    <>
      <ActionButton {...(hotkey ? { hotkey } : {})} onPress={() => setShown(of)}>
        {children}
      </ActionButton>
      {shown ? (
        <Suspense>
          <SheetDialog of={shown} onClose={() => setShown(null)} />
        </Suspense>
      ) : null}
    </>
  );
}
