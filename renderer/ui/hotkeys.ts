import { createContext, use, useEffect, useRef, useState } from 'react';

/** A key as shown and matched, e.g. `F4`, `Esc`, `Alt+Y`, `Ctrl+Alt+D`. */
export type Hotkey = string;

interface Binding {
  readonly layer: number;
  readonly key: Hotkey;
  readonly press: () => void;
}

const bindings = new Set<Binding>();
const layers = new Set<number>([0]);
let nextLayer = 1;

const LayerContext = createContext(0);

/** What is inside hears keys; what is below it does not, as long as it is there. Dialogs stand on one. */
export const HotkeyLayerProvider = LayerContext.Provider;

/** Opens a layer for the life of the calling part; its number goes to {@link HotkeyLayerProvider}. */
export function useHotkeyLayer(): number {
  const [layer] = useState(() => nextLayer++);
  useEffect(() => {
    layers.add(layer);
    return () => {
      layers.delete(layer);
    };
  }, [layer]);
  return layer;
}

/** Calls `press` on the key while the calling part is on the topmost layer. `always` also under dialogs. */
export function useHotkey(key: Hotkey, press: () => void, options: { enabled?: boolean; always?: boolean } = {}): void {
  const layer = use(LayerContext);
  const latest = useRef(press);
  useEffect(() => {
    latest.current = press;
  });
  const { enabled = true, always = false } = options;
  useEffect(() => {
    if (!enabled) return;
    const binding: Binding = { layer: always ? Infinity : layer, key, press: () => latest.current() };
    bindings.add(binding);
    return () => {
      bindings.delete(binding);
    };
  }, [key, layer, enabled, always]);
}

/** The name of the pressed key in the notation of {@link Hotkey}. */
export function hotkeyOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'code'>): Hotkey {
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1];
  const name = event.key === 'Escape' ? 'Esc' : ((event.ctrlKey || event.altKey ? letter : undefined) ?? event.key);
  return `${event.ctrlKey ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}${name}`;
}

/** Hears the keys of the page. Called once by the app. */
export function listenForHotkeys(page: Window): () => void {
  const onKey = (event: KeyboardEvent) => {
    // While composing the key belongs to the input method: Esc closes its list of candidates.
    if (event.defaultPrevented || event.isComposing) return;
    const key = hotkeyOf(event);
    const top = Math.max(...layers);
    const hit = [...bindings].findLast((binding) => binding.key === key && binding.layer >= top);
    // The browser's own meaning of F1…F10 (help, find, menu) never helps at a counter.
    if (hit || /^F([1-9]|10)$/.test(key)) event.preventDefault();
    if (!event.repeat) hit?.press();
  };
  page.addEventListener('keydown', onKey);
  return () => page.removeEventListener('keydown', onKey);
}
