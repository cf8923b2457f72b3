import { useId, type ReactNode, type Ref } from 'react';
import { Button, Tooltip } from 'antd';
import { useHotkey, type Hotkey } from './hotkeys.ts';
import { uiTexts } from './texts.ts';

interface Props {
  readonly children: ReactNode;
  readonly onPress: () => void;
  /** Key that does the same; shown on the button. */
  readonly hotkey?: Hotkey;
  readonly kind?: 'primary' | 'normal' | 'quiet' | 'danger';
  /** Why it can not be done now. The button stays reachable and says so instead of acting. */
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

/** A button of the counter: with its key, and with the reason when it can not be pressed. */
export function ActionButton({ children, onPress, hotkey, kind = 'normal', whyNot, pending, icon, ref }: Props) {
  const reasonId = useId();
  const press = () => {
    if (!whyNot && !pending) onPress();
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
    <>
      {hotkey ? <ActionKey hotkey={hotkey} press={press} /> : null}
      {whyNot ? <Tooltip title={uiTexts.whyNot(whyNot)}>{button}</Tooltip> : button}
      {whyNot ? (
        <span id={reasonId} className="unseen">
          {uiTexts.whyNot(whyNot)}
        </span>
      ) : null}
    </>
  );
}

function ActionKey({ hotkey, press }: { readonly hotkey: Hotkey; readonly press: () => void }) {
  useHotkey(hotkey, press);
  return null;
}
