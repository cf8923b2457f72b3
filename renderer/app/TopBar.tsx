import { useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { SignedIn } from '../../main/contract/session.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useHotkey } from '../ui/hotkeys.ts';
import { Icon } from '../ui/Icon.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { useLive } from './core.ts';
import { Lights } from './Lights.tsx';
import { appTexts } from './texts.ts';
import { usePress } from './useAct.ts';

/** Where we are, who works here, and how the devices and the central system are. */
export function TopBar({ session }: { readonly session: SignedIn }) {
  const hall = useLive((live) => live.hall);
  return (
    <header className="topbar">
      <div className="topbar-name">
        <strong>
          {appTexts.product}
          {hall.demo ? `（${appTexts.demo}）` : ''}
        </strong>
        <span title={hall.hall}>{hall.hall}</span>
      </div>
      <span className="topbar-window">{appTexts.windowName(hall.window)}</span>
      <span className="topbar-space" />
      <Lights />
      <OutboxLink />
      <span className="topbar-teller">
        {session.name} <span className="number">{session.number}</span>
      </span>
      <SignOut />
    </header>
  );
}

function OutboxLink() {
  const { waiting, refused } = useLive((live) => live.outbox);
  const navigate = useNavigate();
  const here = useLocation().pathname === '/outbox';
  const open = () => void navigate(here ? '/' : '/outbox');
  useHotkey('Alt+O', open);
  return (
    <button
      type="button"
      className="bare-button outbox-link"
      onClick={open}
      aria-current={here ? 'page' : undefined}
      aria-keyshortcuts="Alt+O"
    >
      {appTexts.outbox}
      {refused > 0 ? <b className="refused">{appTexts.outboxRefused(refused)}</b> : null}
      {waiting > 0 ? <b>{waiting}</b> : null}
    </button>
  );
}

function SignOut() {
  const visiting = useLive((live) => live.visit !== null);
  const [asking, setAsking] = useState(false);
  const signOut = usePress((client) => client.session.signOut({}));
  const words = appTexts.signOutQuestion;
  return (
    <>
      <button
        type="button"
        className="bare-button"
        onClick={() => (visiting ? setAsking(true) : signOut.run())}
        aria-label={appTexts.signOut}
        title={appTexts.signOut}
      >
        <Icon name="out" size={20} />
      </button>
      {asking ? (
        <Dialog
          title={words.title}
          onClose={() => setAsking(false)}
          actions={
            <>
              <ActionButton kind="danger" pending={signOut.pending} onPress={() => signOut.run()}>
                {words.yes}
              </ActionButton>
              <ActionButton kind="primary" onPress={() => setAsking(false)}>
                {words.no}
              </ActionButton>
            </>
          }
        >
          <p>{words.body}</p>
          <TroubleNotice trouble={signOut.trouble} />
        </Dialog>
      ) : null}
    </>
  );
}
