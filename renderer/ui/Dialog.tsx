import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { Icon } from './Icon.tsx';
import { HotkeyLayerProvider, useHotkeyLayer } from './hotkeys.ts';
import { uiTexts } from './texts.ts';

const FIRST_FIELD = '.dialog-body :is(input, select, textarea):not(:disabled)';

interface Props {
  readonly title: string;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  /** How it is closed without an answer; a dialog without it must be answered. */
  readonly onClose?: () => void;
  readonly wide?: boolean;
  /** Where the hands begin: on what the dialog is for, or in its first field where that must be filled in first. */
  readonly begin?: 'action' | 'field';
}

/**
 * A dialog: the browser's own, so that the page behind is inert, the focus stays inside and goes back to where it was.
 * It exists as long as it is open.
 */
export function Dialog({ title, children, actions, onClose, wide = false, begin = 'action' }: Props) {
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const layer = useHotkeyLayer();

  // Before the element leaves the page: a dialog that is closed afterwards cannot give the focus back.
  useLayoutEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    // The browser would choose the first control, the cross; Enter is to do what the dialog is for.
    const places = [
      ...(begin === 'field' ? [FIRST_FIELD] : []),
      '.dialog-foot .ant-btn-primary',
      '.dialog-foot .ant-btn',
    ];
    places
      .map((place) => dialog?.querySelector<HTMLElement>(place))
      .find((one) => one)
      ?.focus();
    return () => {
      dialog?.close();
      // What had the focus before may be gone as well.
      queueMicrotask(() => {
        if (document.activeElement === document.body) document.querySelector<HTMLElement>('[data-home]')?.focus();
      });
    };
  }, [begin]);

  return (
    <HotkeyLayerProvider value={layer}>
      <dialog
        ref={element}
        className={wide ? 'dialog dialog-wide' : 'dialog'}
        aria-labelledby={titleId}
        onCancel={(event) => {
          event.preventDefault();
          onClose?.();
        }}
      >
        <header className="dialog-head">
          <h2 id={titleId}>{title}</h2>
          {onClose ? (
            <button type="button" className="bare-button" onClick={onClose}>
              <span className="unseen">{uiTexts.close}</span>
              <kbd aria-hidden="true">{uiTexts.closeKey}</kbd>
              <Icon name="cross" />
            </button>
          ) : null}
        </header>
        <div className="dialog-body" tabIndex={actions ? undefined : 0}>
          {children}
        </div>
        {actions ? <footer className="dialog-foot">{actions}</footer> : null}
      </dialog>
    </HotkeyLayerProvider>
  );
}
