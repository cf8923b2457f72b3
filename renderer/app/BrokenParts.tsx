import { Icon } from '../ui/Icon.tsx';
import { useLiveOrNull } from './core.ts';

/** What cannot be told now, and that the rest goes on: an empty place must not look like an empty list. */
export function BrokenParts() {
  const broken = useLiveOrNull()?.broken ?? [];
  return broken.map(({ key, happened, kept, next }) => (
    <section key={key} className="strip" role="alert" aria-label={happened}>
      <Icon name="warn" size={20} />
      <strong>{happened}</strong>
      <span>{`${kept}${next}`}</span>
    </section>
  ));
}
