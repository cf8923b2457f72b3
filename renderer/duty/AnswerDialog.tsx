import { useState } from 'react';
import { Input } from 'antd';
import type { AskedMatter } from '../../main/contract/asked.ts';
import { useAct } from '../app/useAct.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Narrow } from '../ui/Narrow.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { askedTexts as words } from './askedTexts.ts';

/** Most characters of an answer. */
export const ANSWER_LENGTH = 400;

const ways = ['yes', 'no'] as const;

interface SatisfiedProps {
  readonly satisfied: boolean;
  readonly onSay: (satisfied: boolean) => void;
}

/** Whether the answer satisfied whoever asked. */
export function Satisfied({ satisfied, onSay }: SatisfiedProps) {
  return (
    <div className="field">
      <span className="field-label">{words.satisfied}</span>
      <Narrow
        label={words.satisfied}
        choices={ways.map((value) => ({ value, label: words.satisfiedWays[value] }))}
        value={satisfied ? 'yes' : 'no'}
        onNarrow={(value) => onSay(value === 'yes')}
      />
    </div>
  );
}

interface Props {
  readonly matter: AskedMatter;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** What was answered, and whether it satisfied. */
export function AnswerDialog({ matter: { askedId, matter }, onClose, onDone }: Props) {
  const [text, write] = useState('');
  const [satisfied, say] = useState(true);
  const answer = useAct(
    (client, said: string, requestId) => client.asked.answer({ requestId, askedId, text: said, satisfied }),
    onDone,
  );
  return (
    <Dialog
      title={words.dialog(matter)}
      onClose={onClose}
      begin="field"
      actions={
        <ActionButton
          kind="primary"
          pending={answer.pending}
          whyNot={text.trim() === '' ? words.textLacking : null}
          onPress={() => answer.run(text.trim())}
        >
          {words.answer}
        </ActionButton>
      }
    >
      <label className="field">
        <span className="field-label">{words.enter.text}</span>
        <Input.TextArea
          value={text}
          rows={3}
          maxLength={ANSWER_LENGTH}
          onChange={({ target }) => write(target.value)}
        />
      </label>
      <Satisfied satisfied={satisfied} onSay={say} />
      <TroubleNotice trouble={answer.trouble} />
    </Dialog>
  );
}
