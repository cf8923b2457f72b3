import { addCalendarDays, hallDate } from '../../domain/calendar/hallTime.ts';
import { maskName, maskPhone } from '../../domain/identity/mask.ts';
import { certificatesEnding, certificatesIssued, type CertificateRow } from '../../store/certificates.ts';
import type { Stretch } from '../../store/registers.ts';
import { count, minuteOf, type Of, type RegisterPage } from './cells.ts';

const monthOf = (day: string): string => day.slice(0, 'YYYY-MM'.length);

const diseaseOf = ({ diseaseName, diseaseCode }: CertificateRow): string => `${diseaseName}（${diseaseCode}）`;

/** 慢特病证到期名单: each certificate that ends in the hall days asked for, once, counted by month. */
export function certificateDueRows({ store, clock }: Of, { from, until, limit }: Stretch): RegisterPage {
  const to = addCalendarDays(hallDate(until), -1);
  const today = hallDate(clock.wall().toISOString());
  const due = certificatesEnding(store.read, { from: hallDate(from), to, limit });
  const state = ({ replacedBy, until: end }: CertificateRow): string => {
    if (replacedBy !== null) return `已换证 ${replacedBy}`;
    return end < today ? '已到期，未换证' : '待换证';
  };
  const rows = due.map((row) => ({
    caseId: row.caseId,
    cells: [
      ...[monthOf(row.until), row.number, row.until, diseaseOf(row), maskName(row.personName, 'list')],
      ...[maskPhone(row.phone), row.from, state(row)],
    ],
  }));
  const months = [...Map.groupBy(due, (row) => monthOf(row.until))];
  return {
    rows,
    totals: [...count(rows, '张'), ...months.map(([label, of]) => ({ label, value: `${of.length} 张` }))],
  };
}

/** 慢特病证发证台账: what was issued here, new or after re-examination. */
export function certificateRows({ store }: Of, stretch: Stretch): RegisterPage {
  const issued = certificatesIssued(store.read, stretch);
  const rows = issued.map((row) => ({
    caseId: row.caseId,
    cells: [
      ...[minuteOf(row.issuedAt), row.number, row.replaces === null ? '新办' : '复审换证', diseaseOf(row)],
      ...[maskName(row.personName, 'list'), row.from, row.until, row.replaces ?? ''],
    ],
  }));
  const renewed = issued.filter(({ replaces }) => replaces !== null).length;
  return {
    rows,
    totals: [
      ...count(rows, '张'),
      { label: '新办', value: `${issued.length - renewed} 张` },
      { label: '复审换证', value: `${renewed} 张` },
    ],
  };
}
