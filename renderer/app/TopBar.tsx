import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { SignedIn } from '../../main/contract/session.ts';
import { shownTo } from '../../main/domain/case/access.ts';
import { taskRoles } from '../../main/domain/case/process.ts';
import { cardDeskViewers } from '../../main/domain/card/access.ts';
import { deliveryViewers } from '../../main/domain/delivery/access.ts';
import { registerViewers } from '../../main/domain/register/registers.ts';
import type { Role } from '../../main/domain/staff/role.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useHotkey, type Hotkey } from '../ui/hotkeys.ts';
import { Icon } from '../ui/Icon.tsx';
import { hallMinute } from '../ui/hallMinute.ts';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { useLive } from './core.ts';
import { PostSwitch } from './PostSwitch.tsx';
import { HelpButton } from './HelpButton.tsx';
import { useNow } from './hallClock.ts';
import { Lights } from './Lights.tsx';
import { appTexts } from './texts.ts';
import { usePress } from './useAct.ts';
import { useDrafts } from './useDraft.ts';
import { useGoBack } from './useGoBack.ts';

const ChangePassword = lazy(() =>
  import('../signin/ChangePassword.tsx').then(({ ChangePassword }) => ({ default: ChangePassword })),
);

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
      <PageLinks role={session.role} />
      <Clock />
      <HelpButton />
      <OwnAccount session={session} />
      {session.posts.length > 1 ? <PostSwitch session={session} /> : null}
      <SignOut role={session.role} />
    </header>
  );
}

/** The pages beside the work, as far as the post may see them. */
function PageLinks({ role }: { readonly role: Role }) {
  const { waiting, refused } = useLive((live) => live.outbox);
  const tasks = useLive((live) => live.tasks);
  return (
    <>
      {role === 'teller' ? <PageKey path="/today" hotkey="Alt+L" /> : null}
      {taskRoles.includes(role) ? (
        <PageLink path="/tasks" hotkey="Alt+B" name={role === 'teller' ? appTexts.tasks : appTexts.approvals}>
          {tasks > 0 ? <b>{tasks}</b> : null}
        </PageLink>
      ) : null}
      {shownTo(role) ? <PageLink path="/find" hotkey="Alt+C" name={appTexts.findCase} /> : null}
      <PageKey path="/asked" hotkey="Alt+F" />
      {role === 'teller' ? (
        <PageKey path="/duty" hotkey="Alt+0" />
      ) : (
        <PageLink path="/duty" hotkey="Alt+0" name={appTexts.duty} />
      )}
      <RegistersLink role={role} />
      {seesCards(role) ? <PageKey path="/cards" hotkey="Alt+A" /> : null}
      {deliveryViewers.includes(role) ? (
        <PageLink path="/outbox" hotkey="Alt+O" name={appTexts.outbox}>
          {refused > 0 ? <b className="refused">{appTexts.outboxRefused(refused)}</b> : null}
          {waiting > 0 ? <b>{waiting}</b> : null}
        </PageLink>
      ) : null}
    </>
  );
}

const seesCards = (role: Role): boolean => cardDeskViewers.some((viewer) => viewer === role);

/** A page that has no room in the bar: its key works everywhere, and the second press comes back from it. */
function PageKey({ path, hotkey }: Pick<LinkProps, 'path' | 'hotkey'>) {
  useHotkey(hotkey, usePage(path).toggle);
  return null;
}

/** Whether a page is shown, and how it is opened beside the work and left again. */
function usePage(path: string): { readonly here: boolean; readonly toggle: () => void } {
  const here = useLocation().pathname === path;
  const navigate = useNavigate();
  const goBack = useGoBack();
  return { here, toggle: () => (here ? goBack() : void navigate(path)) };
}

/** The registers are asked for more by those who supervise; at a window their key is enough. */
function RegistersLink({ role }: { readonly role: Role }) {
  const viewers: readonly Role[] = registerViewers;
  if (role === 'teller') return <PageKey path="/registers" hotkey="Alt+Z" />;
  return viewers.includes(role) ? <PageLink path="/registers" hotkey="Alt+Z" name={appTexts.registers} /> : null;
}

interface LinkProps {
  readonly path: string;
  readonly hotkey: Hotkey;
  readonly name: string;
  /** What is to be done there. */
  readonly children?: ReactNode;
}

/** Opens a page beside the work, and on the second press comes back from it. */
function PageLink({ path, hotkey, name, children }: LinkProps) {
  const { here, toggle } = usePage(path);
  useHotkey(hotkey, toggle);
  return (
    <button
      type="button"
      className="bare-button outbox-link"
      onClick={toggle}
      aria-current={here ? 'page' : undefined}
      aria-keyshortcuts={hotkey}
    >
      {name}
      {children}
    </button>
  );
}

/** Who works here; a press leads to their own password. */
function OwnAccount({ session }: { readonly session: SignedIn }) {
  const [changing, setChanging] = useState(false);
  const { name, number } = session;
  return (
    <>
      <button
        type="button"
        className="bare-button topbar-teller"
        aria-label={appTexts.changePassword(name, number)}
        title={appTexts.changePassword(name, number)}
        onClick={() => setChanging(true)}
      >
        {name} <span className="number">{number}</span>
      </button>
      {changing ? (
        <Suspense>
          <ChangePassword session={session} onClose={() => setChanging(false)} />
        </Suspense>
      ) : null}
    </>
  );
}

/** What is left to do is said to those who work at the window: their day ends here. */
function SignOut({ role }: { readonly role: Role }) {
  const visiting = useLive((live) => live.visit !== null);
  const waiting = useLive((live) => live.tasks);
  const accepted = role === 'teller' ? waiting : 0;
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const drafts = useDrafts();
  const signOut = usePress(async (client) => {
    // The visit stays for whoever signs in next: what was typed in this moment is kept as well.
    await drafts.flush();
    return client.session.signOut({});
  });
  const words = appTexts.signOutQuestion;
  return (
    <>
      <button
        type="button"
        className="bare-button"
        onClick={() => (visiting || accepted > 0 ? setAsking(true) : signOut.run())}
        aria-label={appTexts.signOut}
        title={appTexts.signOut}
      >
        <Icon name="out" size={20} />
      </button>
      {asking ? (
        <Dialog
          title={visiting ? words.title : words.acceptedTitle}
          onClose={() => setAsking(false)}
          actions={
            <>
              <ActionButton kind="danger" pending={signOut.pending} onPress={() => signOut.run()}>
                {words.yes}
              </ActionButton>
              {accepted > 0 ? (
                <ActionButton
                  kind={visiting ? 'normal' : 'primary'}
                  onPress={() => {
                    setAsking(false);
                    void navigate('/tasks');
                  }}
                >
                  {words.toAccepted}
                </ActionButton>
              ) : null}
              {visiting ? (
                <ActionButton kind="primary" onPress={() => setAsking(false)}>
                  {words.no}
                </ActionButton>
              ) : null}
            </>
          }
        >
          {visiting ? <p>{words.visiting}</p> : null}
          {accepted > 0 ? <p>{words.accepted(accepted)}</p> : null}
          <TroubleNotice trouble={signOut.trouble} />
        </Dialog>
      ) : null}
    </>
  );
}

/** The hall's time, and its day on pointing. */
function Clock() {
  const now = hallMinute(useNow());
  return (
    <time className="topbar-clock number" dateTime={now.replace(' ', 'T')} title={now}>
      {now.slice(11)}
    </time>
  );
}
