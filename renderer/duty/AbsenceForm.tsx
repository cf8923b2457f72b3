import { useState } from 'react';
import { Input, Select } from 'antd';
import type { DutyView } from '../../main/contract/duty.ts';
import { isHallDate } from '../../main/domain/calendar/hallTime.ts';
import { useToday } from '../app/hallClock.ts';
import { useAct } from '../app/useAct.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { useAnnounce } from '../ui/announcer.ts';
import { Narrow } from '../ui/Narrow.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { DayField } from '../form/DayField.tsx';
import { dutyTexts } from './texts.ts';

const words = dutyTexts.enter;
/** Most characters of a reason. */
const REASON_LENGTH = 60;

type Span = keyof typeof words.spans;
const spans = ['whole', 'morning', 'afternoon'] as const satisfies readonly Span[];

interface Entered {
  readonly number: string;
  readonly from: string;
  readonly to: string;
  readonly span: Span;
  readonly reason: string;
}

interface Props {
  readonly view: Pick<DutyView, 'people' | 'keepsOthers'>;
  /** Number of whoever looks: without the right to enter others' they enter their own. */
  readonly own: string;
  readonly onDone: () => void;
}

/** What is typed of an absence, whether it is whole, and the press that enters it. */
function useAbsenceForm({ view, own, onDone }: Props) {
  const today = useToday();
  const announce = useAnnounce();
  const blank: Entered = { number: view.keepsOthers ? '' : own, from: today, to: today, span: 'whole', reason: '' };
  const [entered, setEntered] = useState(blank);
  const { number, from, to, span, reason } = entered;
  const enter = useAct(
    (client, what: Entered, requestId) =>
      client.duty.enterAbsence({
        requestId,
        number: what.number,
        from: what.from,
        to: what.span === 'whole' ? what.to : what.from,
        half: what.span === 'whole' ? null : what.span,
        reason: what.reason.trim(),
      }),
    (_, what) => {
      announce(words.done(view.people.find((one) => one.number === what.number)?.name ?? what.number));
      setEntered(blank);
      onDone();
    },
  );
  const change = (part: Partial<Entered>) => {
    setEntered({ ...entered, ...part });
    if (enter.trouble) enter.clear();
  };
  const whole = number !== '' && isHallDate(from) && (span !== 'whole' || isHallDate(to)) && reason.trim() !== '';
  const submit = () => {
    if (whole) enter.run(entered);
  };
  return { entered, change, enter, whole, submit };
}

/** An absence on its way in: of oneself, or of anybody by those who keep them. */
export function AbsenceForm(props: Props) {
  const { view } = props;
  const { entered, change, enter, whole, submit } = useAbsenceForm(props);
  const { number, from, to, span, reason } = entered;
  return (
    <section className="sheet duty-form" aria-labelledby="duty-enter">
      <h2 id="duty-enter">{words.title}</h2>
      <label className="field">
        <span className="field-label">{words.who}</span>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          value={number === '' ? null : number}
          disabled={!view.keepsOthers}
          options={view.people.map((one) => ({ value: one.number, label: `${one.name} ${one.number}` }))}
          onChange={(value: string | null) => change({ number: value ?? '' })}
        />
      </label>
      <Narrow
        label={words.span}
        choices={spans.map((value) => ({ value, label: words.spans[value] }))}
        value={span}
        onNarrow={(value) => change({ span: value })}
      />
      <div className="duty-days">
        <DayField idPrefix="duty" label={words.from} value={from} onChange={(value) => change({ from: value })} />
        {span === 'whole' ? (
          <DayField idPrefix="duty" label={words.to} value={to} onChange={(value) => change({ to: value })} />
        ) : null}
      </div>
      <label className="field">
        <span className="field-label">{words.reason}</span>
        <Input
          value={reason}
          maxLength={REASON_LENGTH}
          autoComplete="off"
          onPressEnter={submit}
          onChange={(event) => change({ reason: event.target.value })}
        />
      </label>
      <Reasons onChoose={(chosen) => change({ reason: chosen })} />
      <TroubleNotice trouble={enter.trouble} />
      <footer>
        <ActionButton
          kind="primary"
          hotkey="F8"
          pending={enter.pending}
          whyNot={whole ? null : words.lacking}
          onPress={submit}
        >
          {words.submit}
        </ActionButton>
      </footer>
    </section>
  );
}

/** Reasons that are often given: one press puts them in. */
function Reasons({ onChoose }: { readonly onChoose: (reason: string) => void }) {
  return (
    <p className="duty-reasons">
      {words.reasons.map((one) => (
        <button key={one} type="button" className="link-button" onClick={() => onChoose(one)}>
          {one}
        </button>
      ))}
    </p>
  );
}
