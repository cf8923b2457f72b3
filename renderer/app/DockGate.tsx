import { lazy, Suspense } from 'react';
import { useLiveOrNull } from './core.ts';

const Dock = lazy(() => import('../dock/Dock.tsx').then(({ Dock }) => ({ default: Dock })));

/** The device dock, in demonstration mode only; its code is fetched only then. */
export function DockGate() {
  const dock = useLiveOrNull()?.dock;
  if (!dock) return null;
  return (
    <Suspense>
      <Dock dock={dock} />
    </Suspense>
  );
}
