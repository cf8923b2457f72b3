import { useState, type KeyboardEvent, type RefObject } from 'react';
import type { InputRef } from 'antd';

/** What is looked at without being begun. */
export interface Look {
  readonly on: boolean;
  readonly show: () => void;
  /** Hides it and gives the hands back to the field. */
  readonly hide: () => void;
  /** Hides it for a text that is being changed: something else is looked for. */
  readonly turnAway: () => void;
  /** Takes the keys of the field that show and hide it; false for every other. */
  readonly takes: (event: KeyboardEvent<HTMLElement>) => boolean;
}

/** Looking at the chosen hit beside the list. `show`, where → has nothing chosen yet, begins with the first. */
export function useLook(field: RefObject<InputRef | null>, onShow: () => void): Look {
  const [on, setOn] = useState(false);
  const show = () => {
    onShow();
    setOn(true);
  };
  const hide = () => {
    setOn(false);
    field.current?.focus();
  };
  const takes = (event: KeyboardEvent<HTMLElement>): boolean => {
    if (event.altKey || event.ctrlKey || event.shiftKey || event.metaKey) return false;
    if (on && event.key === 'ArrowLeft') hide();
    else if (!on && event.key === 'ArrowRight' && isAtEnd(field.current?.input ?? null)) show();
    else return false;
    return true;
  };
  return { on, show, hide, turnAway: () => setOn(false), takes };
}

/** In the text → moves on as ever. */
function isAtEnd(input: HTMLInputElement | null): boolean {
  return input !== null && input.selectionStart === input.value.length && input.selectionEnd === input.value.length;
}
