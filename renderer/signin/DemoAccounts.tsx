import type { Live } from '../../main/contract/liveState.ts';
import { signInTexts } from './texts.ts';

type Account = Live['demoAccounts'][number];

interface Props {
  readonly accounts: readonly Account[];
  readonly onChoose: (account: Account) => void;
}

/** The accounts of the demonstration, one press each. The core offers none outside of it. */
export function DemoAccounts({ accounts, onChoose }: Props) {
  return (
    <section className="demo-accounts" aria-label={signInTexts.demoTitle}>
      <h3>{signInTexts.demoTitle}</h3>
      <ul>
        {accounts.map((account) => (
          <li key={account.number}>
            <button type="button" className="demo-account" onClick={() => onChoose(account)}>
              {account.name}
              <span>
                {account.roleTitle} · <span className="number">{account.number}</span>
                {account.password === null ? ` · ${signInTexts.demoChanged}` : ''}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
