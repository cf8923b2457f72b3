import { useState } from 'react';
import { Input, Radio } from 'antd';
import { useNavigate } from 'react-router';
import type { CounterClient } from '../../../main/contract/contract.ts';
import { usePress } from '../../app/useAct.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { intakeTexts } from './texts.ts';

const words = intakeTexts.abandonDialog;

type Reason = Parameters<CounterClient['case']['abandon']>[0]['reason'];

interface Props {
  readonly caseId: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** The citizen does not go on with it: why. */
export function AbandonDialog({ caseId, onClose, onDone }: Props) {
  const navigate = useNavigate();
  const [reason, setReason] = useState<Reason>('withdrawn');
  const [note, setNote] = useState('');
  const abandon = usePress(
    (client, requestId) =>
      client.case.abandon({ requestId, caseId, reason, ...(note.trim() ? { note: note.trim() } : {}) }),
    () => {
      onDone();
      void navigate('/');
    },
  );
  return (
    <Dialog
      title={words.title}
      onClose={onClose}
      actions={
        <>
          {/* Another key than the one that asked, as at the end of a visit. */}
          <ActionButton kind="danger" hotkey="Alt+E" pending={abandon.pending} onPress={() => abandon.run()}>
            {words.yes}
          </ActionButton>
          <ActionButton kind="primary" onPress={onClose}>
            {words.no}
          </ActionButton>
        </>
      }
    >
      <Radio.Group
        aria-label={words.reason}
        value={reason}
        options={Object.entries(words.reasons).map(([value, label]) => ({ value, label }))}
        onChange={(event) => setReason(event.target.value as Reason)}
      />
      <label className="field">
        <span className="field-label">{words.note}</span>
        <Input value={note} maxLength={60} onChange={(event) => setNote(event.target.value)} />
      </label>
      <TroubleNotice trouble={abandon.trouble} />
    </Dialog>
  );
}
