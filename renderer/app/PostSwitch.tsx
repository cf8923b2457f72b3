import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { SignedIn } from '../../main/contract/session.ts';
import type { Role } from '../../main/domain/staff/role.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { useLive } from './core.ts';
import { appTexts } from './texts.ts';
import { useAct } from './useAct.ts';
import { useDrafts } from './useDraft.ts';

const words = appTexts.postSwitch;

/** In which of several posts somebody works, and the way to the others: one at a time, without signing in anew. */
export function PostSwitch({ session }: { readonly session: SignedIn }) {
  const [choosing, setChoosing] = useState(false);
  const visiting = useLive((live) => live.visit !== null);
  const navigate = useNavigate();
  const drafts = useDrafts();
  const change = useAct(
    async (client, role: Role) => {
      // The visit stays for when they come back: what was typed in this moment is kept as well.
      await drafts.flush();
      return client.session.switchPost({ role });
    },
    () => {
      setChoosing(false);
      void navigate('/');
    },
  );
  return (
    <>
      <button
        type="button"
        className="bare-button topbar-teller"
        title={words.now(session.roleTitle)}
        onClick={() => setChoosing(true)}
      >
        {session.roleTitle}
      </button>
      {choosing ? (
        <Dialog
          title={words.title}
          onClose={() => setChoosing(false)}
          actions={session.posts.map(({ role, title }) => (
            <ActionButton
              key={role}
              kind={role === session.role ? 'normal' : 'primary'}
              pending={change.underWay === role}
              whyNot={role === session.role ? words.here : null}
              onPress={() => change.run(role)}
            >
              {title}
            </ActionButton>
          ))}
        >
          <p>{words.law}</p>
          {visiting ? <p>{words.visiting}</p> : null}
          <TroubleNotice trouble={change.trouble} />
        </Dialog>
      ) : null}
    </>
  );
}
