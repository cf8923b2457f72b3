import './counter.css';
import { lazy, Suspense, useEffect } from 'react';
import { Route, Routes, useNavigate } from 'react-router';
import { useLive } from '../app/core.ts';
import { CitizenPanel } from './citizen/CitizenPanel.tsx';
import { OtherPerson } from './citizen/OtherPerson.tsx';
import { EmptyCounter } from './EmptyCounter.tsx';
import { GuidePage } from './GuidePage.tsx';
import { ItemSearch } from './search/ItemSearch.tsx';
import { UnfinishedVisit } from './UnfinishedVisit.tsx';

const loadIntake = () => import('./intake/IntakePage.tsx');
const IntakePage = lazy(() => loadIntake().then(({ IntakePage }) => ({ default: IntakePage })));

/** The counter: the citizen on the left, the work on the right; or the invitation to put a card in. */
export function CounterPage() {
  const visit = useLive((live) => live.visit);
  const unfinished = useLive((live) => live.unfinished);
  const navigate = useNavigate();
  useEffect(() => {
    // Fetched while the teller greets, so that the first intake opens without a wait.
    const idle = requestIdleCallback(() => void loadIntake());
    return () => cancelIdleCallback(idle);
  }, []);
  if (unfinished) return <UnfinishedVisit visit={unfinished} />;
  if (!visit) {
    return (
      <Routes>
        <Route path="/guide" element={<GuidePage />} />
        <Route path="*" element={<EmptyCounter />} />
      </Routes>
    );
  }
  return (
    <div className="counter">
      <CitizenPanel visit={visit} />
      <main className="work" tabIndex={-1} data-home>
        <Suspense>
          <Routes>
            <Route path="/case/:caseId" element={<IntakePage onBack={() => void navigate('/')} />} />
            <Route path="*" element={<ItemSearch ready={visit.person !== null} />} />
          </Routes>
        </Suspense>
      </main>
      {visit.other ? <OtherPerson visit={visit} other={visit.other} /> : null}
    </div>
  );
}
