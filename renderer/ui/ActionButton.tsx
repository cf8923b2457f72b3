import { useEffect, useId, useState, type ReactNode, type Ref } from 'react';
import { Button } from 'antd';
import { useAnnounce } from './announcer.ts';
import { useHotkey, type Hotkey } from './hotkeys.ts';
import { uiTexts } from './texts.ts';

interface Props {
  readonly children: ReactNode;
  readonly onPress: () => void;
  /** Key that does the same; shown on the button. */
  readonly hotkey?: Hotkey;
  readonly kind?: 'primary' | 'normal' | 'quiet' | 'danger';
  /** Why it cannot be done now. The button stays reachable and says so instead of acting. */
  readonly whyNot?: string | null;
  readonly pending?: boolean;
  readonly icon?: ReactNode;
  readonly ref?: Ref<HTMLButtonElement>;
}

const looks = {
  primary: { type: 'primary', danger: false },
  normal: { type: 'default', danger: false },
  quiet: { type: 'text', danger: false },
  danger: { type: 'default', danger: true },
} as const;

/** A button of the counter: with its key, and with the reason when it cannot be pressed. */
export function ActionButton({ children, onPress, hotkey, kind = 'normal', whyNot, pending, icon, ref }: Props) {
  const reasonId = useId();
  const [told, tell] = useTold();
  const announce = useAnnounce();
  const press = () => {
    if (whyNot) {
      tell();
      announce(uiTexts.whyNot(whyNot));
    } else if (!pending) onPress();
  };
  const button = (
    <Button
      {...looks[kind]}
      ref={ref}
      icon={icon}
      className={whyNot ? 'action action-off' : 'action'}
      loading={pending ?? false}
      onClick={press}
      aria-disabled={whyNot ? true : undefined}
      aria-describedby={whyNot ? reasonId : undefined}
      aria-keyshortcuts={hotkey}
      autoInsertSpace={false}
    >
      <span>{children}</span>
      {hotkey ? <kbd aria-hidden="true">{hotkey}</kbd> : null}
    </Button>
  );
  return (
    <span className={told ? 'tipped tipped-up tipped-told' : 'tipped tipped-up'}>
      {hotkey ? <ActionKey hotkey={hotkey} press={press} /> : null}
      {button}
      {whyNot ? (
        <span id={reasonId} className="tip">
          {uiTexts.whyNot(whyNot)}
        </span>
      ) : null}
    </span>
  );
}

/** The reason stays in sight for so long after a key that could not act; the hands stay where they are. */
const TOLD_MS = 4000;

function useTold(): [boolean, () => void] {
  const [times, setTimes] = useState(0);
  useEffect(() => {
    if (times === 0) return;
    const timer = setTimeout(() => setTimes(0), TOLD_MS);
    return () => clearTimeout(timer);
  }, [times]);
  return [times > 0, () => setTimes(times + 1)];
}

function ActionKey({ hotkey, press }: { readonly hotkey: Hotkey; readonly press: () => void }) {
  useHotkey(hotkey, press);
  return null;
}
