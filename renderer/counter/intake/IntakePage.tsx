import './intake.css';
import { useParams } from 'react-router';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { useHotkey } from '../../ui/hotkeys.ts';
import { Icon } from '../../ui/Icon.tsx';
import { uiTexts } from '../../ui/texts.ts';
import { CaseInHand } from './CaseInHand.tsx';
import { useCase } from './useCase.ts';

/** One case: while papers are looked at, the intake; afterwards what came of it. `onBack` leaves it. */
export function IntakePage({ onBack }: { readonly onBack: () => void }) {
  const { caseId = '' } = useParams();
  const { view, trouble } = useCase(caseId);
  useHotkey('Esc', onBack);
  useHotkey('F2', onBack);
  if (view) return <CaseInHand key={view.caseId} view={view} onBack={onBack} />;
  return trouble ? (
    <div className="search">
      <TroubleNotice trouble={trouble} />
    </div>
  ) : (
    <p className="waiting">
      <Icon name="busy" />
      {uiTexts.loading}
    </p>
  );
}
