import { lazy, Suspense, useState } from 'react';
import type { SheetOf } from '../../main/contract/sheet.ts';
import { ActionButton } from '../ui/ActionButton.tsx';

const SheetDialog = lazy(() => import('./SheetDialog.tsx').then(({ SheetDialog }) => ({ default: SheetDialog })));

/** A button that shows an A4 sheet, from where it is printed. */
export function SheetButton({ of, children }: { readonly of: SheetOf; readonly children: string }) {
  const [shown, setShown] = useState<SheetOf | null>(null);
  return (
    <>
      <ActionButton onPress={() => setShown(of)}>{children}</ActionButton>
      {shown ? (
        <Suspense>
          <SheetDialog of={shown} onClose={() => setShown(null)} />
        </Suspense>
      ) : null}
    </>
  );
}
