import { useRef, useState } from 'react';
import type { SignedIn } from '../../main/contract/session.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { useFocusHome } from '../ui/focusHome.ts';
import { useHotkey } from '../ui/hotkeys.ts';
import { Icon } from '../ui/Icon.tsx';
import { useLive } from './core.ts';
import { appTexts } from './texts.ts';
import { useAct, type Trouble } from './useAct.ts';
import { useWedge } from './useWedge.ts';

/** Listens to a scanner that types, and tells the teller when a scan did nothing, whichever scanner it came from. */
export function ScanStrip({ session }: { readonly session: SignedIn }) {
  const typing = useLive((live) => live.typingScanner);
  const notice = useLive((live) => live.scanNotice);
  const [closed, setClosed] = useState('');
  const scanned = useAct((client, code: string, requestId) => client.visit.scanned({ requestId, code }));
  useWedge(typing && session.role === 'teller', scanned.run);
  if (notice && notice.noticeId !== closed)
    return <Notice trouble={notice} onClose={() => setClosed(notice.noticeId)} />;
  // A foreseen failure stands in the live state; what is left is what nobody foresaw.
  return scanned.trouble === appTexts.unexpected ? <Notice trouble={scanned.trouble} onClose={scanned.clear} /> : null;
}

function Notice({ trouble, onClose }: { readonly trouble: Trouble; readonly onClose: () => void }) {
  const strip = useRef<HTMLElement>(null);
  useFocusHome(strip);
  useHotkey('Esc', onClose);
  return (
    <section className="strip" role="alert" aria-label={appTexts.scanNotice} ref={strip}>
      <Icon name="warn" size={20} />
      <strong>{trouble.happened}</strong>
      <span>{`${trouble.kept}${trouble.next}`}</span>
      <ActionButton kind="quiet" onPress={onClose}>
        {appTexts.scanNoticeClose}
      </ActionButton>
    </section>
  );
}
