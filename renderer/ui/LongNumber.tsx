import { numberGroups } from '../../main/domain/identity/numberSpelling.ts';
import { useAnnounce } from './announcer.ts';
import { Icon } from './Icon.tsx';
import { uiTexts } from './texts.ts';

/** A long number in groups for the eye. What is selected and read is the number itself, without blanks. */
export function LongNumber({ value }: { readonly value: string }) {
  return (
    <span className="number long-number">
      {numberGroups(value).map((group, index) => (
        <span key={index}>{group}</span>
      ))}
    </span>
  );
}

/** Copies a number for another program: retyping 22 digits is where errors come from. `what`: its name, for who listens. */
export function CopyNumber({ value, what }: { readonly value: string; readonly what: string }) {
  const announce = useAnnounce();
  const copy = () => {
    navigator.clipboard.writeText(value).then(
      () => announce(uiTexts.copied(what)),
      () => announce(uiTexts.notCopied),
    );
  };
  return (
    <button
      type="button"
      className="bare-button copy-button"
      aria-label={uiTexts.copy(what)}
      title={uiTexts.copy(what)}
      onClick={copy}
    >
      <Icon name="copy" />
    </button>
  );
}
