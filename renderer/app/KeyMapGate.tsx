import { useState } from 'react';
import { Dialog } from '../ui/Dialog.tsx';
import { useHotkey } from '../ui/hotkeys.ts';
import { useLiveOrNull } from './core.ts';
import { appTexts } from './texts.ts';

const { keyMap } = appTexts;

/** F1 shows every key, from everywhere. */
export function KeyMapGate() {
  const [open, setOpen] = useState(false);
  const demo = Boolean(useLiveOrNull()?.dock);
  useHotkey('F1', () => setOpen((was) => !was), { always: true });
  if (!open) return null;
  const groups = keyMap.groups.map((group, index) =>
    demo && index === 0 ? { ...group, keys: [...group.keys, keyMap.dock] } : group,
  );
  return (
    <Dialog wide title={keyMap.title} onClose={() => setOpen(false)}>
      <div className="keymaps">
        {groups.map((group) => (
          <section key={group.title} aria-label={group.title}>
            <h3>{group.title}</h3>
            <dl className="keymap">
              {group.keys.map(([key, meaning]) => (
                <KeyRow key={key} name={key} meaning={meaning} />
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

function KeyRow({ name, meaning }: { readonly name: string; readonly meaning: string }) {
  return (
    <>
      <dt>
        <kbd>{name}</kbd>
      </dt>
      <dd>{meaning}</dd>
    </>
  );
}
