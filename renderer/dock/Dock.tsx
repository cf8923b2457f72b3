import './dock.css';
import { useRef, useState } from 'react';
import type { Dock as DockState } from '../../main/contract/dock.ts';
import { useHotkey } from '../ui/hotkeys.ts';
import { Icon } from '../ui/Icon.tsx';
import { DockGroups } from './DockGroups.tsx';
import { PaperStrip } from './PaperStrip.tsx';
import { dockTexts } from './texts.ts';

/** The devices of the demonstration, beside the work and never over it. */
export function Dock({ dock }: { readonly dock: DockState }) {
  const [open, setOpen] = useState(false);
  const before = useRef<HTMLElement | null>(null);
  const panel = useRef<HTMLElement>(null);

  const toggle = () => {
    if (open) {
      setOpen(false);
      // A card put in or taken out has changed the screen: then the work is where the hands go.
      const former = before.current;
      (former?.isConnected ? former : document.querySelector<HTMLElement>('[data-home]'))?.focus();
      return;
    }
    before.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    setOpen(true);
    requestAnimationFrame(() => {
      const people = panel.current?.querySelector<HTMLElement>('.dock-people button');
      (people?.checkVisibility() ? people : panel.current?.querySelector('summary'))?.focus();
    });
  };
  useHotkey(dockTexts.key, toggle);

  if (!open) {
    return (
      <aside className="dock-rail" aria-label={dockTexts.title}>
        <button type="button" onClick={toggle} aria-expanded={false} aria-keyshortcuts="Control+Alt+D">
          <Icon name="plug" size={20} />
          <span>{dockTexts.title}</span>
        </button>
      </aside>
    );
  }
  return (
    <aside className="dock" aria-label={dockTexts.title} ref={panel}>
      <header>
        <div>
          <h2>{dockTexts.title}</h2>
          <p>
            {dockTexts.subtitle} <kbd>{dockTexts.key}</kbd>
          </p>
        </div>
        <button
          type="button"
          className="bare-button"
          onClick={toggle}
          aria-label={dockTexts.close}
          aria-expanded={true}
        >
          <Icon name="cross" />
        </button>
      </header>
      <div className="dock-scroll">
        <DockGroups dock={dock} />
        <PaperStrip paperOut={dock.paperOut} />
      </div>
    </aside>
  );
}
