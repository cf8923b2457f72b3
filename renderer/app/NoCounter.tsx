import { Icon } from '../ui/Icon.tsx';
import { appTexts } from './texts.ts';

/** For posts that have no work at this window. */
export function NoCounter({ roleTitle }: { readonly roleTitle: string }) {
  return (
    <main className="waiting">
      <Icon name="people" size={28} />
      <div>
        <h1 style={{ fontSize: 20 }}>{appTexts.noCounter.title}</h1>
        <p>{appTexts.noCounter.body(roleTitle)}</p>
      </div>
    </main>
  );
}
