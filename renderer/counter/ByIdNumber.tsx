import { useEffect, useRef, useState } from 'react';
import { Input, type InputRef } from 'antd';
import { useAct } from '../app/useAct.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { useHotkey } from '../ui/hotkeys.ts';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { counterTexts } from './texts.ts';

const words = counterTexts.empty;

/** Says by typed ID number who is at the counter. */
export function ByIdNumber() {
  const [idNumber, setIdNumber] = useState('');
  const field = useRef<InputRef>(null);
  const open = useAct((client, typed: string, requestId) =>
    client.visit.openByIdNumber({ requestId, idNumber: typed }),
  );
  // The last citizen's screen is gone and the focus with it: it begins anew here.
  useEffect(() => field.current?.focus(), []);
  useHotkey('F2', () => field.current?.focus());
  const submit = () => {
    const typed = idNumber.replace(/\s/g, '');
    if (typed) open.run(typed);
    else field.current?.focus();
  };
  return (
    <form
      className="empty-form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <label htmlFor="id-number">
        {words.byNumber} <kbd aria-hidden="true">F2</kbd>
      </label>
      <div className="empty-row">
        <Input
          id="id-number"
          ref={field}
          value={idNumber}
          maxLength={24}
          autoComplete="off"
          placeholder={words.placeholder}
          aria-describedby="id-number-why"
          aria-keyshortcuts="F2"
          onChange={(event) => {
            setIdNumber(event.target.value);
            if (open.trouble) open.clear();
          }}
        />
        <ActionButton kind="primary" pending={open.pending} onPress={submit}>
          {words.open}
        </ActionButton>
      </div>
      <p id="id-number-why">{words.whyNumber}</p>
      <TroubleNotice trouble={open.trouble} />
    </form>
  );
}
