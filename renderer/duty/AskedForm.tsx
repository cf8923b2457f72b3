import { useState } from 'react';
import { Input, Select } from 'antd';
import { isHallDate } from '../../main/domain/calendar/hallTime.ts';
import { useAct } from '../app/useAct.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { useAnnounce } from '../ui/announcer.ts';
import { Narrow } from '../ui/Narrow.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { ANSWER_LENGTH, Satisfied } from './AnswerDialog.tsx';
import { askedTexts } from './askedTexts.ts';
import { DayField } from '../form/DayField.tsx';
import { useDuty } from './useDuty.ts';

const words = askedTexts.enter;
const ways = ['now', 'passed'] as const;
const WHO_LENGTH = 60;
const MATTER_LENGTH = 200;

const BLANK = { who: '', matter: '', way: 'now', text: '', satisfied: true, to: '', dueOn: '' } as const;
type Typed = Readonly<{ [Key in keyof typeof BLANK]: Key extends 'satisfied' ? boolean : string }> & {
  readonly way: (typeof ways)[number];
};

interface Props {
  /** Number of whoever was asked. */
  readonly own: string;
  readonly onDone: () => void;
}

/** What is typed of a matter, whether it is whole, and the press that records it. */
function useAskedForm(onDone: () => void) {
  const announce = useAnnounce();
  const [typed, setTyped] = useState<Typed>(BLANK);
  const record = useAct(
    (client, what: Typed, requestId) =>
      client.asked.record({
        requestId,
        ...(what.who.trim() === '' ? {} : { who: what.who.trim() }),
        matter: what.matter.trim(),
        referred: what.way === 'passed' ? { to: what.to, dueOn: what.dueOn } : null,
        answer: what.way === 'now' ? { text: what.text.trim(), satisfied: what.satisfied } : null,
      }),
    () => {
      announce(words.done);
      setTyped(BLANK);
      onDone();
    },
  );
  const change = (part: Partial<Typed>) => {
    setTyped({ ...typed, ...part });
    if (record.trouble) record.clear();
  };
  const { matter, way, text, to, dueOn } = typed;
  const settled = way === 'now' ? text.trim() !== '' : to !== '' && isHallDate(dueOn);
  const whole = matter.trim() !== '' && settled;
  return { typed, change, record, whole };
}

/** A matter on its way in: who asked what, answered at once or passed on with a promised day. */
export function AskedForm({ own, onDone }: Props) {
  const { typed, change, record, whole } = useAskedForm(onDone);
  const { who, matter, way } = typed;
  return (
    <section className="sheet duty-form" aria-labelledby="asked-enter">
      <h2 id="asked-enter">{words.title}</h2>
      <label className="field">
        <span className="field-label">{words.who}</span>
        <Input
          value={who}
          maxLength={WHO_LENGTH}
          placeholder={words.whoHint}
          autoComplete="off"
          onChange={({ target }) => change({ who: target.value })}
        />
      </label>
      <label className="field">
        <span className="field-label">{words.matter}</span>
        <Input
          value={matter}
          maxLength={MATTER_LENGTH}
          autoComplete="off"
          onChange={({ target }) => change({ matter: target.value })}
        />
      </label>
      <Narrow
        label={words.how}
        choices={ways.map((value) => ({ value, label: words.ways[value] }))}
        value={way}
        onNarrow={(value) => change({ way: value })}
      />
      <Outcome typed={typed} own={own} onChange={change} />
      <TroubleNotice trouble={record.trouble} />
      <footer>
        <ActionButton
          kind="primary"
          hotkey="F8"
          pending={record.pending}
          whyNot={whole ? null : words.lacking}
          onPress={() => {
            if (whole) record.run(typed);
          }}
        >
          {words.submit}
        </ActionButton>
      </footer>
    </section>
  );
}

interface OutcomeProps {
  readonly typed: Typed;
  readonly own: string;
  readonly onChange: (part: Partial<Typed>) => void;
}

/** How it was answered, or to whom it is passed on until when. */
function Outcome({ typed: { way, text, satisfied, to, dueOn }, own, onChange: change }: OutcomeProps) {
  const duty = useDuty();
  return way === 'now' ? (
    <>
      <label className="field">
        <span className="field-label">{words.text}</span>
        <Input.TextArea
          value={text}
          rows={3}
          maxLength={ANSWER_LENGTH}
          onChange={({ target }) => change({ text: target.value })}
        />
      </label>
      <Satisfied satisfied={satisfied} onSay={(said) => change({ satisfied: said })} />
    </>
  ) : (
    <>
      <label className="field">
        <span className="field-label">{words.to}</span>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          value={to === '' ? null : to}
          options={(duty.data?.people ?? [])
            .filter(({ number }) => number !== own)
            .map((one) => ({ value: one.number, label: `${one.name} ${one.number}` }))}
          onChange={(value: string | null) => change({ to: value ?? '' })}
        />
      </label>
      <DayField idPrefix="duty" label={words.due} value={dueOn} onChange={(day) => change({ dueOn: day })} />
    </>
  );
}
