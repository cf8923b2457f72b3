import { createElement, type ReactElement } from 'react';
import dayjsConfig from '@rc-component/picker/generate/dayjs';
import { DatePicker } from 'antd';
import words from 'antd/es/date-picker/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { readWrittenDate } from '../../main/domain/calendar/writtenDate.ts';

interface MonthProps {
  /** What is typed so far. */
  readonly value: string;
  readonly onChoose: (date: string) => void;
}

interface Props extends MonthProps {
  /** The day at the hall, which the machine's own clock need not have. */
  readonly today: string;
}

const FORMAT = 'YYYY-MM-DD';

/** Year and month are called what they show: a name of their own would hide it from who listens. */
const locale = { ...words, lang: { ...words.lang, yearSelect: '', monthSelect: '' } };

/** The month of what is typed, to look at and to choose from. The field above it keeps the focus and the keys. */
export function CalendarPanel({ value, today, onChoose }: Props) {
  return (
    <span className="calendar-anchor" aria-hidden="true">
      {createElement(monthOn(today), { value, onChoose })}
    </span>
  );
}

type Month = (props: MonthProps) => ReactElement;
const months = new Map<string, Month>();

/** The calendar as it is on this day; kept, because another one would begin anew on the screen. */
function monthOn(today: string): Month {
  const month = months.get(today) ?? makeMonth(today);
  months.set(today, month);
  return month;
}

/** A calendar that opens on this day and marks it: left to itself the library asks the machine for its day. */
function makeMonth(today: string): Month {
  const Picker = DatePicker.generatePicker({ ...dayjsConfig, getNow: () => dayjs(today) });
  return function Month({ value, onChoose }) {
    const date = readWrittenDate(value);
    return (
      <Picker
        open
        inputReadOnly
        tabIndex={-1}
        allowClear={false}
        showNow={false}
        locale={locale}
        value={date === undefined ? null : dayjs(date).locale('zh-cn')}
        onChange={(chosen) => {
          if (chosen) onChoose(chosen.format(FORMAT));
        }}
      />
    );
  };
}
