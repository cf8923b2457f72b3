import { signInTexts } from './texts.ts';

const words = signInTexts.noAccounts;

/** Nobody can sign in yet: what is to be done, by whom, and with which words. */
export function NoAccounts() {
  return (
    <section className="signin-form signin-first" aria-label={words.title}>
      <h2>{words.title}</h2>
      <p>{words.who}</p>
      <ol>
        <li>{words.stop}</li>
        <li>
          {words.add}
          <code>{words.command}</code>
          <small>{words.explained}</small>
        </li>
        <li>{words.start}</li>
      </ol>
      <p>{words.posts}</p>
    </section>
  );
}
