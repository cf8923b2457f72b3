import './page.css';
import { useEffect, useRef, type ReactNode } from 'react';
import { useHotkey } from '../ui/hotkeys.ts';
import { pageTexts } from './texts.ts';
import { useGoBack } from './useGoBack.ts';

interface Props {
  readonly title: string;
  readonly intro: string;
  /** Beside the title: how many there are. */
  readonly tag?: ReactNode;
  /** `home`: the work of this post begins here, so there is nothing to go back to. */
  readonly way: 'back' | 'home';
  /** The title takes the focus, so that the keys scroll the page; else something on the page takes it. */
  readonly titleFocus?: boolean;
  readonly children: ReactNode;
}

/** A page that takes the place of the work for a while. */
export function Page({ title, intro, tag, way, titleFocus = false, children }: Props) {
  const back = useGoBack();
  const heading = useRef<HTMLHeadingElement>(null);
  useHotkey('Esc', back, { enabled: way === 'back' });
  useEffect(() => {
    if (titleFocus) heading.current?.focus();
  }, [titleFocus]);
  return (
    <main className="page" tabIndex={-1} data-home>
      <header>
        {way === 'back' ? (
          <button type="button" className="bare-button" onClick={back} aria-keyshortcuts="Escape">
            {pageTexts.back} <kbd aria-hidden="true">Esc</kbd>
          </button>
        ) : null}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {tag}
        <p>{intro}</p>
      </header>
      {children}
    </main>
  );
}
