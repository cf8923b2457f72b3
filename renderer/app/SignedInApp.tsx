import { lazy, Suspense, useEffect, useRef, useState, type RefObject } from 'react';
import { QueryClientProvider } from '@tanstack/react-query';
import { MemoryRouter, Navigate, Route, Routes } from 'react-router';
import type { SignedIn } from '../../main/contract/session.ts';
import { shownTo } from '../../main/domain/case/access.ts';
import { taskRoles } from '../../main/domain/case/process.ts';
import type { Role } from '../../main/domain/staff/role.ts';
import { CounterPage } from '../counter/CounterPage.tsx';
import { caseInHand, useCaseInHand } from './caseInHand.ts';
import { useLive } from './core.ts';
import type { DraftKeeper } from './drafts.ts';
import { DraftProvider } from './useDraft.ts';
import { IdleGuard } from './IdleGuard.tsx';
import { NoCounter } from './NoCounter.tsx';
import { PrintStrip } from './PrintStrip.tsx';
import { makeQueryClient } from './queryClient.ts';
import { ScanStrip } from './ScanStrip.tsx';
import { SlipFollower } from './SlipFollower.tsx';
import { TopBar } from './TopBar.tsx';
import { useLiveAnnouncements } from './useLiveAnnouncements.ts';

const OutboxPage = lazy(() => import('../outbox/OutboxPage.tsx').then(({ OutboxPage }) => ({ default: OutboxPage })));

const TasksPage = lazy(() => import('../cases/TasksPage.tsx').then(({ TasksPage }) => ({ default: TasksPage })));

const TodayPage = lazy(() => import('../cases/TodayPage.tsx').then(({ TodayPage }) => ({ default: TodayPage })));

const RegistersPage = lazy(() =>
  import('../registers/RegistersPage.tsx').then(({ RegistersPage }) => ({ default: RegistersPage })),
);

const CardsPage = lazy(() => import('../cards/CardsPage.tsx').then(({ CardsPage }) => ({ default: CardsPage })));

const AwaitedPage = lazy(() =>
  import('../cases/AwaitedPage.tsx').then(({ AwaitedPage }) => ({ default: AwaitedPage })),
);

const FindCasePage = lazy(() =>
  import('../cases/FindCasePage.tsx').then(({ FindCasePage }) => ({ default: FindCasePage })),
);

const AwayCasePage = lazy(() =>
  import('../cases/AwayCasePage.tsx').then(({ AwayCasePage }) => ({ default: AwayCasePage })),
);

const DutyPage = lazy(() => import('../duty/DutyPage.tsx').then(({ DutyPage }) => ({ default: DutyPage })));

const FirstAskedPage = lazy(() =>
  import('../duty/FirstAskedPage.tsx').then(({ FirstAskedPage }) => ({ default: FirstAskedPage })),
);

const DevicesPage = lazy(() =>
  import('../devices/DevicesPage.tsx').then(({ DevicesPage }) => ({ default: DevicesPage })),
);

interface Props {
  readonly session: SignedIn;
  readonly drafts: DraftKeeper;
}

/** What a signed-in person sees. */
export function SignedInApp({ session, drafts }: Props) {
  const visitId = useLive((live) => live.visit?.visitId);
  useLiveAnnouncements();
  useEffect(() => {
    // Also when another visit or another teller takes over: what was typed belongs to the one before.
    return () => drafts.forgetAll();
  }, [drafts, visitId, session.number]);
  const followedRef = useRef('');
  return (
    <>
      <IdleGuard />
      <ScanStrip session={session} />
      <VisitScope
        key={`${session.role} ${visitId ?? 'none'}`}
        session={session}
        drafts={drafts}
        visitId={visitId}
        followedRef={followedRef}
      />
    </>
  );
}

interface ScopeProps extends Props {
  readonly visitId: string | undefined;
  readonly followedRef: RefObject<string>;
}

/**
 * Everything that may hold something of one citizen: answers, route, state of the screens. A new visit, none, or another post makes
 * it anew, so nothing of the last one is left. The route lives in memory: neither address nor history names a case.
 */
function VisitScope({ session, drafts, visitId, followedRef }: ScopeProps) {
  const [queries] = useState(makeQueryClient);
  const [route] = useState(() => caseInHand(visitId));
  useEffect(() => () => queries.clear(), [queries]);
  return (
    <QueryClientProvider client={queries}>
      <DraftProvider value={drafts}>
        <MemoryRouter initialEntries={[route ?? '/']}>
          <CaseKeeper visitId={visitId} />
          <SlipFollower followedRef={followedRef} returning={route !== null} />
          <TopBar session={session} />
          <PrintStrip />
          <div className="app-page">
            <Suspense>
              <Routes>
                <Route path="/outbox" element={<OutboxPage role={session.role} />} />
                <Route path="/tasks" element={<TasksPage role={session.role} home={isApprover(session.role)} />} />
                <Route path="/cards" element={<CardsPage role={session.role} />} />
                <Route path="/registers" element={<RegistersPage role={session.role} />} />
                <Route path="/duty" element={<DutyPage session={session} home={beginsWithDuty(session.role)} />} />
                <Route path="/asked" element={<FirstAskedPage session={session} />} />
                <Route path="/awaited" element={<AwaitedPage />} />
                <Route path="/today" element={<TodayPage />} />
                <Route
                  path="/find/:caseId?"
                  element={<FindCasePage home={!hasOwnWork(session.role) && !beginsWithDuty(session.role)} />}
                />
                <Route path="/away/:caseId" element={<AwayCasePage />} />
                <Route path="/*" element={<Home session={session} />} />
              </Routes>
            </Suspense>
          </div>
        </MemoryRouter>
      </DraftProvider>
    </QueryClientProvider>
  );
}

function CaseKeeper({ visitId }: Pick<ScopeProps, 'visitId'>) {
  useCaseInHand(visitId);
  return null;
}

/** Posts whose work is not with cases that they ask for. */
const hasOwnWork = (role: Role): boolean => role === 'technician' || taskRoles.includes(role);

/** Posts whose work begins with who is there. */
const beginsWithDuty = (role: Role): boolean =>
  role === 'duty-leader' || role === 'office' || role === 'business-section';

/** Posts whose work is what others hand to them. */
const isApprover = (role: Role): boolean => role !== 'teller' && taskRoles.includes(role);

/** Where the work of a post begins. */
function Home({ session }: { readonly session: SignedIn }) {
  switch (session.role) {
    case 'teller':
      return <CounterPage />;
    case 'technician':
      return <DevicesPage />;
    default:
      if (beginsWithDuty(session.role)) return <Navigate to="/duty" replace />;
      if (isApprover(session.role)) return <Navigate to="/tasks" replace />;
      return shownTo(session.role) ? <Navigate to="/find" replace /> : <NoCounter roleTitle={session.roleTitle} />;
  }
}
