import { useState } from 'react';
import { Input, Select } from 'antd';
import type { DutyView } from '../../main/contract/duty.ts';
import { roleTitles } from '../../main/domain/staff/role.ts';
import { useAct } from '../app/useAct.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { LongNumber } from '../ui/LongNumber.tsx';
import { Tag } from '../ui/Tag.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { dutyTexts } from './texts.ts';

const words = dutyTexts.stranded;
const REASON_LENGTH = 60;

type Task = DutyView['stranded'][number];
type Whose = Pick<Task, 'role'> & { readonly of: NonNullable<Task['of']> };

interface Props {
  readonly view: Pick<DutyView, 'stranded' | 'people'>;
  /** Whoever looks names who has them today. */
  readonly mayName: boolean;
  readonly onDone: () => void;
}

/** The tasks that nobody may take, each with whose it would be and why. */
export function Stranded({ view, mayName, onDone }: Props) {
  const [naming, setNaming] = useState<Whose | null>(null);
  if (view.stranded.length === 0) return null;
  return (
    <section className="sheet duty-attention" aria-labelledby="duty-stranded">
      <h2 id="duty-stranded">{words.title}</h2>
      <ul className="duty-rows">
        {view.stranded.map(({ caseId, caseNumber, itemName, role, of, why }) => (
          <li key={caseId}>
            <strong>{itemName}</strong> <LongNumber value={caseNumber} />
            <span>{roleTitles[role]}</span>
            <span className="duty-grow">{of ? words.whose(of.name) : null}</span>
            <Tag tone="bad">{why}</Tag>
            {mayName && of ? <ActionButton onPress={() => setNaming({ role, of })}>{words.name}</ActionButton> : null}
          </li>
        ))}
      </ul>
      {naming ? (
        <NameSubstitute
          whose={naming}
          people={view.people}
          onClose={() => setNaming(null)}
          onDone={() => {
            setNaming(null);
            onDone();
          }}
        />
      ) : null}
    </section>
  );
}

interface NamingProps extends Pick<DutyView, 'people'> {
  readonly whose: Whose;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function NameSubstitute({ whose: { role, of }, people, onClose, onDone }: NamingProps) {
  const [substitute, choose] = useState<string | null>(null);
  const [reason, say] = useState('');
  const name = useAct(
    (client, chosen: string, requestId) =>
      client.duty.nameSubstitute({ requestId, number: of.number, role, substitute: chosen, reason: reason.trim() }),
    onDone,
  );
  const lacking = substitute === null || reason.trim() === '' ? words.lacking : null;
  return (
    <Dialog
      title={words.dialog(of.name)}
      onClose={onClose}
      begin="field"
      actions={
        <ActionButton
          kind="primary"
          whyNot={lacking}
          pending={name.pending}
          onPress={() => {
            if (substitute !== null) name.run(substitute);
          }}
        >
          {words.confirm}
        </ActionButton>
      }
    >
      <p>{words.body}</p>
      <label className="field">
        <span className="field-label">{words.who}</span>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          value={substitute}
          getPopupContainer={(trigger: HTMLElement) => trigger.parentElement ?? trigger}
          options={people
            .filter(({ absent, number }) => !absent && number !== of.number)
            .map((one) => ({ value: one.number, label: `${one.name} ${one.number}` }))}
          onChange={(value: string | null) => choose(value)}
        />
      </label>
      <label className="field">
        <span className="field-label">{words.reason}</span>
        <Input
          value={reason}
          maxLength={REASON_LENGTH}
          autoComplete="off"
          onChange={({ target }) => say(target.value)}
        />
      </label>
      <TroubleNotice trouble={name.trouble} />
    </Dialog>
  );
}
