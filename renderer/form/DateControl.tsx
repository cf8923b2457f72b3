import { lazy, Suspense, useRef, useState } from 'react';
import { Input, type InputRef } from 'antd';
import { hallDate } from '../../main/domain/calendar/hallTime.ts';
import type { FieldOf } from '../../main/domain/catalogue/fields/table.ts';
import { Icon } from '../ui/Icon.tsx';
import type { ControlProps } from './control.ts';
import { eightDigits, movedBy } from './dateFromTyping.ts';
import { formTexts } from './texts.ts';
import { typed } from './typed.ts';

const CalendarPanel = lazy(() =>
  import('./CalendarPanel.tsx').then(({ CalendarPanel }) => ({ default: CalendarPanel })),
);

/**
 * A date as people write one, typed, or chosen from a calendar that a button or Alt+↓ opens. While it is open the arrows go by
 * day and week, PageUp and PageDown by month. Nothing typed is ever thrown away: what is no date is said so below.
 */
export function DateControl(props: ControlProps<FieldOf<'date'>>) {
  const [open, setOpen] = useState(false);
  const input = useRef<InputRef>(null);
  const onKey = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (!open) {
      if (!event.altKey || event.key !== 'ArrowDown') return;
      setOpen(true);
    } else if (event.key === 'Escape' || event.key === 'Enter') {
      setOpen(false);
      input.current?.focus();
    } else {
      const moved = movedBy(event.key, props.value, hallDate(new Date().toISOString()));
      if (moved === undefined) return;
      props.onChange(moved);
    }
    event.preventDefault();
  };
  return (
    <span
      className="date-control"
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget) && !relatedTarget?.closest('.ant-picker-dropdown')) setOpen(false);
      }}
      onKeyDown={onKey}
    >
      <Input
        {...typed(props)}
        ref={input}
        inputMode="numeric"
        placeholder={formTexts.datePlaceholder}
        aria-keyshortcuts="Alt+ArrowDown"
        onChange={(event) => props.onChange(eightDigits(event.target.value))}
        suffix={
          <CalendarButton
            label={props.field.label}
            open={open}
            onPress={() => {
              setOpen(!open);
              input.current?.focus();
            }}
          />
        }
      />
      {open ? (
        <Suspense>
          <CalendarPanel
            value={props.value}
            onChoose={(date) => {
              props.onChange(date);
              setOpen(false);
              input.current?.focus();
            }}
          />
        </Suspense>
      ) : null}
    </span>
  );
}

interface ButtonProps {
  readonly label: string;
  readonly open: boolean;
  readonly onPress: () => void;
}

/** Opens and closes the calendar with the mouse; the keyboard has Alt+↓ and needs no stop more on its way. */
function CalendarButton({ label, open, onPress }: ButtonProps) {
  return (
    <button
      type="button"
      className="date-button"
      tabIndex={-1}
      aria-label={formTexts.openCalendar(label)}
      aria-expanded={open}
      title={formTexts.calendarKey}
      onClick={onPress}
    >
      <Icon name="calendar" size={18} />
    </button>
  );
}
