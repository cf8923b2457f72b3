import { useEffect, useRef } from 'react';
import { Icon } from '../ui/Icon.tsx';
import { useAnnounce } from '../ui/announcer.ts';
import { useConnectionState } from './core.ts';
import { appTexts } from './texts.ts';

/** Says that the core is away and that nothing is lost, as long as it is so. */
export function AwayStrip() {
  const away = useConnectionState() === 'away';
  const announce = useAnnounce();
  const before = useRef(away);
  useEffect(() => {
    if (before.current !== away) announce(away ? appTexts.said.away : appTexts.said.back);
    before.current = away;
  }, [away, announce]);
  if (!away) return null;
  return (
    <div className="strip strip-away">
      <Icon name="busy" />
      <strong>{appTexts.away}</strong>
      <span>{appTexts.awayKept}</span>
    </div>
  );
}
