import { Dialog } from '../ui/Dialog.tsx';
import { useHotkey } from '../ui/hotkeys.ts';
import { useLiveOrNull } from './core.ts';
import { appTexts } from './texts.ts';

const { keyMap } = appTexts;

interface Props {
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
}

/** F1 shows every key and where else things are found, from everywhere. */
export function KeyMapGate({ open, onOpen }: Props) {
  const demo = Boolean(useLiveOrNull()?.dock);
  useHotkey('F1', () => onOpen(!open), { always: true });
  if (!open) return null;
  const groups = keyMap.groups.map((group, index) =>
    demo && index === 0 ? { ...group, keys: [...group.keys, keyMap.dock] } : group,
  );
  return (
    <Dialog wide title={keyMap.title} onClose={() => onOpen(false)}>
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
        <section aria-label={keyMap.where.title}>
          <h3>{keyMap.where.title}</h3>
          <dl className="keymap keymap-where">
            {keyMap.where.places.map(([what, where]) => (
              <div key={what}>
                <dt>{what}</dt>
                <dd>{where}</dd>
              </div>
            ))}
          </dl>
        </section>
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
