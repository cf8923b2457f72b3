import type { TableColumnsType } from 'antd';
import { phases, type Phase } from '../../main/domain/case/phase.ts';
import { byText } from '../ui/ListTable.tsx';
import { LongNumber } from '../ui/LongNumber.tsx';

/** What every list of cases says of one. */
interface ListedCase {
  readonly caseNumber: string;
  readonly maskedName: string;
  readonly tellerName: string;
}

type CaseColumn<Row> = TableColumnsType<Row>[number];

/** Whom it is about, masked. */
export const citizenColumn = <Row extends ListedCase>(title: string): CaseColumn<Row> => ({
  key: 'citizen',
  title,
  className: 'list-fixed',
  sorter: byText(({ maskedName }) => maskedName),
  render: (_, { maskedName }) => maskedName,
});

/** Its number, in groups. */
export const numberColumn = <Row extends ListedCase>(title: string): CaseColumn<Row> => ({
  key: 'number',
  title,
  className: 'list-fixed number',
  sorter: byText(({ caseNumber }) => caseNumber),
  render: (_, { caseNumber }) => <LongNumber value={caseNumber} />,
});

/** How far it has come. */
export const phaseColumn = <Row extends ListedCase & { readonly phase: Phase }>(title: string): CaseColumn<Row> => ({
  key: 'phase',
  title,
  className: 'list-fixed',
  sorter: byText(({ phase }) => phases[phase].title),
  render: (_, { phase }) => phases[phase].title,
});

/** Whose hands it went through at the window. */
export const tellerColumn = <Row extends ListedCase>(title: string): CaseColumn<Row> => ({
  key: 'teller',
  title,
  className: 'list-fixed',
  sorter: byText(({ tellerName }) => tellerName),
  render: (_, { tellerName }) => tellerName,
});
