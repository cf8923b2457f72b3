import { useEffect, useRef } from 'react';
import { ActionButton } from '../ui/ActionButton.tsx';
import { useAnnounce } from '../ui/announcer.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { followActivity } from './activity.ts';
import { useClient, useConnectionState, useLive } from './core.ts';
import { appTexts } from './texts.ts';

const words = appTexts.idle;

/** Tells the core that somebody works here, and counts down the last minute before an unattended session ends. */
export function IdleGuard() {
  const left = useLive((live) => live.session?.idleEndsInS ?? null);
  const client = useClient();
  const open = useConnectionState() === 'open';
  const counting = left !== null;
  const tell = () => {
    // What is done while the core is away, and what it could not take, is told with the next thing that is done.
    if (open) client.session.active({}).catch(() => undefined);
  };
  const latest = useRef({ counting, tell });
  useEffect(() => {
    latest.current = { counting, tell };
  });
  useEffect(
    () =>
      followActivity(
        window,
        () => performance.now(),
        () => latest.current.counting,
        () => latest.current.tell(),
      ),
    [],
  );
  const announce = useAnnounce();
  useEffect(() => {
    if (counting) announce(words.title);
  }, [counting, announce]);
  if (left === null) return null;
  return (
    <Dialog
      title={words.title}
      actions={
        <ActionButton kind="primary" onPress={tell}>
          {words.stay}
        </ActionButton>
      }
    >
      <p>{words.left(left)}</p>
      <p>{words.kept}</p>
    </Dialog>
  );
}
