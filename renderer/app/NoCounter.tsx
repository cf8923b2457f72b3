import { queryingRoles } from '../../main/domain/case/access.ts';
import { roleTitles } from '../../main/domain/staff/role.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { Icon } from '../ui/Icon.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { appTexts } from './texts.ts';
import { usePress } from './useAct.ts';

const words = appTexts.noCounter;
/** Whose work is at a window of this counter, in the words of their posts. */
const served = {
  counter: roleTitles.teller,
  queries: queryingRoles.filter((role) => role !== 'teller').map((role) => roleTitles[role]),
  devices: roleTitles.technician,
};

/** For posts that have no work at this window: who has, and the way out. */
export function NoCounter({ roleTitle }: { readonly roleTitle: string }) {
  const signOut = usePress((client) => client.session.signOut({}));
  return (
    <main className="no-counter" tabIndex={-1} data-home>
      <Icon name="people" size={28} />
      <h1>{words.title}</h1>
      <p>{words.body(roleTitle)}</p>
      <ul>
        <li>{words.counter(served.counter)}</li>
        <li>{words.queries(served.queries)}</li>
        <li>{words.devices(served.devices)}</li>
      </ul>
      <p>{words.own}</p>
      <ActionButton kind="primary" pending={signOut.pending} onPress={() => signOut.run()}>
        {appTexts.signOut}
      </ActionButton>
      <TroubleNotice trouble={signOut.trouble} />
    </main>
  );
}
