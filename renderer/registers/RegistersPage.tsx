import './registers.css';
import { useState } from 'react';
import { Select } from 'antd';
import type { TableColumnsType } from 'antd';
import { useNavigate } from 'react-router';
import type { RegisterPage } from '../../main/contract/register.ts';
import {
  isRegisterName,
  readsRegister,
  REGISTER_ROWS,
  registerNames,
  registers,
} from '../../main/domain/register/registers.ts';
import type { Role } from '../../main/domain/staff/role.ts';
import { Page } from '../app/Page.tsx';
import { troubleOfQuery } from '../app/useAct.ts';
import { DayField } from '../form/DayField.tsx';
import { ActionButton } from '../ui/ActionButton.tsx';
import { byText, ListTable, opener } from '../ui/ListTable.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { ExportDialog } from './ExportDialog.tsx';
import { registerTexts as words } from './texts.ts';
import { useRegister } from './useRegister.ts';

/** The registers of the hall by days: read, sorted, taken along as a file. A row opens its case, with the reason asked for. */
export function RegistersPage({ role }: { readonly role: Role }) {
  const choices = registerNames
    .filter((name) => readsRegister(role, name))
    .map((value) => ({ value, label: registers[value].title }));
  const { asked, ask, page, sensible, today } = useRegister();
  const [exporting, setExporting] = useState(false);
  const navigate = useNavigate();
  const { register } = asked;
  const found = page.data;
  return (
    <Page way="back" title={words.title} intro={words.intro} titleFocus>
      <div className="register-asked">
        <label className="register-which">
          <span className="field-label">{words.register}</span>
          <Select
            value={register}
            options={choices}
            onChange={(value: string) => {
              if (isRegisterName(value)) ask({ register: value });
            }}
          />
        </label>
        <DayField idPrefix="register" label={words.from} value={asked.from} onChange={(from) => ask({ from })} />
        <DayField idPrefix="register" label={words.to} value={asked.to} onChange={(to) => ask({ to })} />
        <div className="register-spans">
          <button type="button" className="bare-button" onClick={() => ask({ from: today, to: today })}>
            {words.today}
          </button>
          <button
            type="button"
            className="bare-button"
            onClick={() => ask({ from: `${today.slice(0, 'YYYY-MM'.length)}-01`, to: today })}
          >
            {words.month}
          </button>
        </div>
        <ActionButton
          kind="normal"
          hotkey="Alt+E"
          whyNot={sensible && found && found.rows.length > 0 ? null : words.empty}
          onPress={() => setExporting(true)}
        >
          {words.export}
        </ActionButton>
      </div>
      <TroubleNotice trouble={troubleOfQuery(page.error)} />
      {found ? <Found register={register} found={found} onOpen={(caseId) => void navigate(`/find/${caseId}`)} /> : null}
      {exporting ? <ExportDialog asked={asked} onClose={() => setExporting(false)} /> : null}
    </Page>
  );
}

interface FoundProps {
  readonly register: keyof typeof registers;
  readonly found: RegisterPage;
  readonly onOpen: (caseId: string) => void;
}

function Found({ register, found, onOpen }: FoundProps) {
  const { title, about } = registers[register];
  if (found.rows.length === 0) return <p className="note">{words.empty}</p>;
  const open = ({ caseId }: Row) => {
    if (caseId !== null) onOpen(caseId);
  };
  const rows = found.rows.map((row, index) => ({ ...row, key: String(index) }));
  return (
    <>
      <p className="note">
        {about}
        {found.totals.map(({ label, value }) => (
          <span key={label} className="register-total">
            {label} <strong className="number">{value}</strong>
          </span>
        ))}
      </p>
      {found.more ? <p className="note">{words.more(REGISTER_ROWS)}</p> : null}
      <ListTable
        label={title}
        rows={rows}
        rowKey="key"
        columns={columnsOf(register, open)}
        nothingFits={words.nothingFits}
        onOpen={open}
      />
    </>
  );
}

type Row = RegisterPage['rows'][number] & { readonly key: string };

/** The second column names what the row is about, and opens it. */
function columnsOf(register: keyof typeof registers, onOpen: (row: Row) => void): TableColumnsType<Row> {
  return registers[register].columns.map((title, index) => {
    const text = ({ cells }: Row): string => cells[index] ?? '';
    if (index === 1) return opener<Row>({ title, text, onOpen });
    return { key: title, title, sorter: byText(text), render: (_: unknown, row: Row) => text(row) };
  });
}
