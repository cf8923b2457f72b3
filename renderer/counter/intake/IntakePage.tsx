import './intake.css';
import { useNavigate, useParams } from 'react-router';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { useHotkey } from '../../ui/hotkeys.ts';
import { Icon } from '../../ui/Icon.tsx';
import { uiTexts } from '../../ui/texts.ts';
import { CaseInHand } from './CaseInHand.tsx';
import { useCase } from './useCase.ts';

/** One case: while papers are looked at, the intake; afterwards what came of it. */
export function IntakePage() {
  const { caseId = '' } = useParams();
  const navigate = useNavigate();
  const { view, trouble } = useCase(caseId);
  const back = () => void navigate('/');
  useHotkey('Esc', back);
  useHotkey('F2', back);
  if (view) return <CaseInHand key={view.caseId} view={view} onBack={back} />;
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
