import { useHelp } from './help.ts';
import { appTexts } from './texts.ts';

/** The help by the mouse, and what its key is. */
export function HelpButton() {
  const open = useHelp();
  return (
    <button type="button" className="bare-button help-button" aria-keyshortcuts="F1" onClick={open}>
      {appTexts.help} <kbd aria-hidden="true">F1</kbd>
    </button>
  );
}
