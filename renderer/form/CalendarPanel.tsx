import { DatePicker } from 'antd';
import words from 'antd/es/date-picker/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { readWrittenDate } from '../../main/domain/calendar/writtenDate.ts';

interface Props {
  /** What is typed so far. */
  readonly value: string;
  readonly onChoose: (date: string) => void;
}

const FORMAT = 'YYYY-MM-DD';

/** Year and month are called what they show: a name of their own would hide it from who listens. */
const locale = { ...words, lang: { ...words.lang, yearSelect: '', monthSelect: '' } };

/** The month of what is typed, to look at and to choose from. The field above it keeps the focus and the keys. */
export function CalendarPanel({ value, onChoose }: Props) {
  const date = readWrittenDate(value);
  return (
    <span className="calendar-anchor" aria-hidden="true">
      <DatePicker
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
    </span>
  );
}
