import './signin.css';
import { useEffect, useRef, useState } from 'react';
import { Button, Input, type InputRef } from 'antd';
import { useLive } from '../app/core.ts';
import { appTexts } from '../app/texts.ts';
import { useAct } from '../app/useAct.ts';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { DemoAccounts } from './DemoAccounts.tsx';
import { signInTexts } from './texts.ts';

/** Number and password. Nothing of any citizen is here. */
export function SignIn() {
  const hall = useLive((live) => live.hall);
  const accounts = useLive((live) => live.demoAccounts);
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
        <SignInForm accounts={accounts} />
      </section>
    </main>
  );
}

function SignInForm({ accounts }: { readonly accounts: Parameters<typeof DemoAccounts>[0]['accounts'] }) {
  const [number, setNumber] = useState('');
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

  useEffect(() => numberField.current?.focus(), []);

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
      <h2>{signInTexts.title}</h2>
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
        {signInTexts.submit}
      </Button>
      {accounts.length > 0 ? (
        <DemoAccounts
          accounts={accounts}
          onChoose={(account) => {
            setNumber(account.number);
            setPassword(account.password);
            signIn.run({ number: account.number, password: account.password });
          }}
        />
      ) : null}
    </form>
  );
}
