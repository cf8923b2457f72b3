import { lazy, Suspense, useRef, useState } from 'react';
import { Input, type InputRef } from 'antd';
import type { FieldOf } from '../../main/domain/catalogue/fields/table.ts';
import { useToday } from '../app/hallClock.ts';
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
  const input = useRef<InputRef>(null);
  const { value, onChange } = props;
  const today = useToday();
  const calendar = useCalendar({ value, today, onChange, focus: () => input.current?.focus() });
  return (
    <span
      className="date-control"
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget) && !relatedTarget?.closest('.ant-picker-dropdown')) calendar.leave();
      }}
      onKeyDown={calendar.onKey}
    >
      <Input
        {...typed(props)}
        ref={input}
        inputMode="numeric"
        placeholder={formTexts.datePlaceholder}
        aria-keyshortcuts="Alt+ArrowDown"
        onChange={(event) => props.onChange(eightDigits(event.target.value))}
        suffix={<CalendarButton label={props.field.label} open={calendar.open} onPress={calendar.toggle} />}
      />
      {calendar.open ? (
        <Suspense>
          <CalendarPanel
            value={value}
            today={today}
            onChoose={(date) => {
              onChange(date);
              calendar.close();
            }}
          />
        </Suspense>
      ) : null}
    </span>
  );
}

interface CalendarPart {
  readonly value: string;
  readonly today: string;
  readonly onChange: (date: string) => void;
  /** Brings the hands back to the field. */
  readonly focus: () => void;
}

/** Whether the calendar is open, and what keys and its button do with it. */
function useCalendar({ value, today, onChange, focus }: CalendarPart) {
  const [open, setOpen] = useState(false);
  const close = () => {
    setOpen(false);
    focus();
  };
  const onKey = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (!open) {
      if (!event.altKey || event.key !== 'ArrowDown') return;
      setOpen(true);
    } else if (event.key === 'Escape' || event.key === 'Enter') {
      close();
    } else {
      const moved = movedBy(event.key, value, today);
      if (moved === undefined) return;
      onChange(moved);
    }
    event.preventDefault();
  };
  const toggle = () => {
    setOpen(!open);
    focus();
  };
  return { open, close, toggle, leave: () => setOpen(false), onKey };
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
