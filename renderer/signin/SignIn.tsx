import './signin.css';
import { useEffect, useRef, useState } from 'react';
import { Button, Input, type InputRef } from 'antd';
import type { Live } from '../../main/contract/liveState.ts';
import { useLive } from '../app/core.ts';
import { HelpButton } from '../app/HelpButton.tsx';
import { appTexts } from '../app/texts.ts';
import { useAct, usePress } from '../app/useAct.ts';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { DemoAccounts } from './DemoAccounts.tsx';
import { NoAccounts } from './NoAccounts.tsx';
import { signInTexts } from './texts.ts';

/** Number and password. Nothing of any citizen is here. */
export function SignIn() {
  const hall = useLive((live) => live.hall);
  const accounts = useLive((live) => live.demoAccounts);
  const locked = useLive((live) => live.locked);
  const noAccounts = useLive((live) => live.noAccounts);
  return (
    <main className="signin">
      <section className="signin-hall">
        <p className="signin-organ">{hall.organ}</p>
        <div>
          <h1 className="signin-title">{appTexts.product}</h1>
          <p className="signin-sub">{signInTexts.subtitle}</p>
        </div>
        <div>
          <div className="signin-window">{appTexts.windowName(hall.window)}</div>
          <p>{hall.hall}</p>
        </div>
      </section>
      <section className="signin-side">
        {noAccounts ? (
          <NoAccounts />
        ) : (
          <SignInForm key={locked ? `${locked.number} ${locked.why}` : ''} accounts={accounts} locked={locked} />
        )}
        <div className="signin-help">
          <HelpButton />
        </div>
      </section>
    </main>
  );
}

interface Props {
  readonly accounts: Live['demoAccounts'];
  /** Who worked here until nobody used the window for too long: their password alone goes on. */
  readonly locked: Live['locked'];
}

function SignInForm({ accounts, locked }: Props) {
  const [number, setNumber] = useState(locked?.number ?? '');
  const [password, setPassword] = useState('');
  const numberField = useRef<InputRef>(null);
  const passwordField = useRef<InputRef>(null);
  const signIn = useAct(
    (client, who: { number: string; password: string }) => client.session.signIn(who),
    undefined,
    () => {
      setPassword('');
      passwordField.current?.focus();
    },
  );

  useEffect(() => (numberField.current ?? passwordField.current)?.focus(), []);

  return (
    <form
      className="signin-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (number && password) signIn.run({ number, password });
        else if (number) passwordField.current?.focus();
        else numberField.current?.focus();
      }}
    >
      <h2>{locked ? signInTexts.locked[locked.why].title : signInTexts.title}</h2>
      {locked ? (
        <LockedNote locked={locked} />
      ) : (
        <label className="signin-field">
          {signInTexts.number}
          <Input
            ref={numberField}
            value={number}
            maxLength={20}
            autoComplete="off"
            inputMode="numeric"
            onChange={(event) => setNumber(event.target.value.trim())}
          />
        </label>
      )}
      <label className="signin-field">
        {signInTexts.password}
        <Input.Password
          ref={passwordField}
          value={password}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => setPassword(event.target.value)}
        />
      </label>
      <TroubleNotice trouble={signIn.trouble} />
      <Button type="primary" htmlType="submit" loading={signIn.pending}>
        {locked ? signInTexts.locked.submit : signInTexts.submit}
      </Button>
      {accounts.length > 0 ? (
        <DemoAccounts
          accounts={accounts}
          onChoose={(account) => {
            setNumber(account.number);
            setPassword(account.password ?? '');
            if (account.password === null) passwordField.current?.focus();
            else signIn.run({ number: account.number, password: account.password });
          }}
        />
      ) : null}
    </form>
  );
}

/** Why the window is locked and for whom; somebody else may sign in instead. */
function LockedNote({ locked: { number, name, why, idleMinutes } }: { readonly locked: NonNullable<Live['locked']> }) {
  const forget = usePress((client) => client.session.signOut({}));
  return (
    <div className="signin-locked" role="status">
      <p>
        <strong>
          {name} <span className="number">{number}</span>
        </strong>
      </p>
      <p>{signInTexts.locked[why].reason(name, idleMinutes)}</p>
      <p>{signInTexts.locked[why].kept}</p>
      <Button type="link" loading={forget.pending} onClick={() => forget.run()}>
        {signInTexts.locked.other}
      </Button>
      <TroubleNotice trouble={forget.trouble} />
    </div>
  );
}
