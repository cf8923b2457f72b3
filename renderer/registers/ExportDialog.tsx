import { useState } from 'react';
import { Input } from 'antd';
import { useAct } from '../app/useAct.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { useAnnounce } from '../ui/announcer.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { registerTexts as words } from './texts.ts';
import type { AskedRegister } from './useRegister.ts';

/** Most characters of a purpose. */
const PURPOSE_LENGTH = 60;

interface Props {
  readonly asked: AskedRegister;
  readonly onClose: () => void;
}

/** Asks what a register is taken along for, and hands the file over. */
export function ExportDialog({ asked, onClose }: Props) {
  const announce = useAnnounce();
  const [purpose, setPurpose] = useState('');
  const take = useAct(
    (client, what: AskedRegister & { readonly purpose: string }, requestId) =>
      client.register.export({ ...what, requestId }),
    ({ fileName, content }) => {
      handOver(fileName, content);
      announce(words.exported(fileName));
      onClose();
    },
  );
  const lacking = purpose.trim() === '';
  const submit = () => {
    if (!lacking) take.run({ ...asked, purpose: purpose.trim() });
  };
  return (
    <Dialog
      title={words.exporting}
      onClose={onClose}
      begin="field"
      actions={
        <ActionButton
          kind="primary"
          hotkey="F8"
          pending={take.pending}
          whyNot={lacking ? words.purposeMissing : null}
          onPress={submit}
        >
          {words.export}
        </ActionButton>
      }
    >
      <label className="field-label" htmlFor="register-purpose">
        {words.purpose}
      </label>
      <Input
        id="register-purpose"
        value={purpose}
        maxLength={PURPOSE_LENGTH}
        placeholder={words.purposePlaceholder}
        autoComplete="off"
        onPressEnter={submit}
        onChange={(event) => setPurpose(event.target.value)}
      />
      <TroubleNotice trouble={take.trouble} />
    </Dialog>
  );
}

/** Gives a text to the browser as a file to be kept. */
function handOver(fileName: string, content: string): void {
  const address = URL.createObjectURL(new Blob([content], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(address);
}
