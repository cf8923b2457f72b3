import './cases.css';
import { IntakePage } from '../counter/intake/IntakePage.tsx';
import { useGoBack } from '../app/useGoBack.ts';

/** A case whose citizen is not at the counter, without anybody's panel beside it. */
export function AwayCasePage() {
  const back = useGoBack();
  return (
    <main className="work away-case" tabIndex={-1} data-home>
      <IntakePage onBack={back} />
    </main>
  );
}
