import './cases.css';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Input, Radio, type InputRef } from 'antd';
import { useNavigate, useParams } from 'react-router';
import { queryReasons, type QueryReason } from '../../main/domain/case/access.ts';
import { Page } from '../app/Page.tsx';
import { useAct } from '../app/useAct.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { useHotkey } from '../ui/hotkeys.ts';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { caseTexts } from './texts.ts';

const words = caseTexts.find;
const reasons = Object.entries(queryReasons).map(([value, label]) => ({ value, label }));
const isReason = (value: string): value is QueryReason => Object.hasOwn(queryReasons, value);

/** Most characters of a number, and of the words beside a reason. */
const NUMBER_LENGTH = 40;
const NOTE_LENGTH = 60;

interface Asked {
  readonly number: string;
  readonly reason: QueryReason;
  readonly note: string;
}

/**
 * Asks for a case whose citizen is not here, by a number or as one chosen from a list (`caseId` in the address). `home`: the
 * work of this post begins here, so there is nothing to go back to.
 */
export function FindCasePage({ home }: { readonly home: boolean }) {
  const { caseId } = useParams();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<Asked>({
    number: '',
    reason: caseId === undefined ? 'citizen-asks' : 'returned',
    note: '',
  });
  const field = useRef<InputRef>(null);
  const ask = useAct(
    (client, { number, reason, note }: Asked, requestId) =>
      client.case.ask({
        requestId,
        name: caseId === undefined ? { by: 'number', number: number.trim() } : { by: 'case', caseId },
        reason,
        ...(note.trim() ? { note: note.trim() } : {}),
      }),
    (found) => void navigate(`/away/${found.caseId}`),
    () => field.current?.focus({ cursor: 'end' }),
  );
  const change = (part: Partial<Asked>) => {
    setAsked({ ...asked, ...part });
    if (ask.trouble) ask.clear();
  };
  const lacking = caseId === undefined && asked.number.trim() === '';
  const submit = () => {
    if (!lacking) ask.run(asked);
  };
  useEffect(() => field.current?.focus(), []);
  useHotkey('F2', () => field.current?.focus({ cursor: 'all' }));
  return (
    <Page way={home ? 'home' : 'back'} title={words.title} intro={words.intro}>
      <div className="find-form sheet">
        <Line label={words.number}>
          {caseId === undefined ? (
            <Input
              ref={field}
              className="number"
              value={asked.number}
              maxLength={NUMBER_LENGTH}
              autoComplete="off"
              spellCheck={false}
              placeholder={words.placeholder}
              aria-keyshortcuts="F2"
              onPressEnter={submit}
              onChange={(event) => change({ number: event.target.value })}
            />
          ) : (
            <strong>{words.fromList}</strong>
          )}
        </Line>
        <fieldset>
          <legend className="field-label">{words.reason}</legend>
          <Radio.Group
            aria-label={words.reason}
            value={asked.reason}
            options={reasons}
            onChange={(event) => {
              const value = String(event.target.value);
              if (isReason(value)) change({ reason: value });
            }}
          />
        </fieldset>
        <Line label={words.note}>
          <Input
            value={asked.note}
            maxLength={NOTE_LENGTH}
            autoComplete="off"
            autoFocus={caseId !== undefined}
            onPressEnter={submit}
            onChange={(event) => change({ note: event.target.value })}
          />
        </Line>
        <TroubleNotice trouble={ask.trouble} />
        <footer>
          <ActionButton
            kind="primary"
            hotkey="F8"
            pending={ask.pending}
            whyNot={lacking ? words.numberMissing : null}
            onPress={submit}
          >
            {words.ask}
          </ActionButton>
        </footer>
      </div>
    </Page>
  );
}

function Line({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <label className="field">
      <span className="field-label">{label}</span>
      {children}
    </label>
  );
}
