import { useState } from 'react';
import { Input, Radio } from 'antd';
import { NOTE_LENGTH } from '../../../main/domain/case/act.ts';
import { caseProcess, type ActKind } from '../../../main/domain/case/process.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { actTexts } from './actTexts.ts';
import { intakeTexts } from './texts.ts';
import { useTakeAct } from './useTakeAct.ts';

const words = intakeTexts.actDialog;

interface Props {
  readonly kind: ActKind;
  readonly caseId: string;
  /** The reason chosen beforehand; the first when undefined. */
  readonly usual: string | undefined;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** What an act asks before it is taken: one of its reasons, and words of one's own. The same for every act that needs no papers. */
export function ActDialog({ kind, caseId, usual, onClose, onDone }: Props) {
  const { question } = caseProcess[kind];
  const take = useTakeAct(caseId, onDone);
  const reasons = Object.entries(question?.reasons ?? {});
  const [reason, setReason] = useState(usual ?? reasons[0]?.[0]);
  const [note, setNote] = useState('');
  const lacking = question?.note === 'required' && note.trim() === '';
  const answer = () => {
    const given = { ...(reason === undefined ? {} : { reason }), ...(note.trim() ? { note: note.trim() } : {}) };
    take.run({ kind, input: given });
  };
  const ends = question?.ends === true;
  return (
    <Dialog
      title={question?.title ?? actTexts[kind].label}
      begin={question?.note === 'required' && reasons.length === 0 ? 'field' : 'action'}
      onClose={onClose}
      actions={
        <>
          {/* Another key than the one that asked, as at the end of a visit. */}
          <ActionButton
            kind={ends ? 'danger' : 'primary'}
            hotkey="Alt+E"
            pending={take.pending}
            whyNot={lacking ? words.noteMissing : null}
            onPress={answer}
          >
            {words.yes(actTexts[kind].label)}
          </ActionButton>
          <ActionButton kind={ends ? 'primary' : 'normal'} onPress={onClose}>
            {ends ? words.goOn : words.cancel}
          </ActionButton>
        </>
      }
    >
      {reasons.length > 0 ? (
        <Radio.Group
          aria-label={words.reason}
          value={reason}
          options={reasons.map(([value, label]) => ({ value, label }))}
          onChange={(event) => setReason(String(event.target.value))}
        />
      ) : null}
      <label className="field">
        <span className="field-label">{question?.note === 'required' ? words.note : words.noteOptional}</span>
        <Input
          value={note}
          maxLength={NOTE_LENGTH}
          autoComplete="off"
          onChange={(event) => setNote(event.target.value)}
          onPressEnter={(event) => {
            if (!lacking && !event.nativeEvent.isComposing) answer();
          }}
        />
      </label>
      <TroubleNotice trouble={take.trouble} />
    </Dialog>
  );
}
