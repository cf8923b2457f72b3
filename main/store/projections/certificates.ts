import { endReplaced } from '../../domain/certificate/certificate.ts';
import { certificatesOf } from '../certificates.ts';
import { change, type WriteDatabase } from '../database.ts';
import type { Projectors } from './project.ts';

interface Issued {
  readonly number: string;
  readonly diseaseCode: string;
  readonly diseaseName: string;
  readonly from: string;
  readonly until: string;
  readonly phone: string;
  readonly caseId?: string;
  readonly replaces?: string | null;
}

function put(database: WriteDatabase, personId: string, at: string, issued: Issued): void {
  change<(string | null)[]>(
    database,
    `INSERT INTO certificate (number, person_id, case_id, disease_code, disease_name, valid_from, valid_until, phone,
                              issued_at, replaces)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    ...[issued.number, personId, issued.caseId ?? null, issued.diseaseCode, issued.diseaseName, issued.from],
    ...[issued.until, issued.phone, at, issued.replaces ?? null],
  );
}

/** Certificates of chronic and special diseases. */
export const certificateProjectors = {
  'certificate.taken-over': (database, { subject, at, payload }) => put(database, subject, at, payload),

  'certificate.issued': (database, { subject, at, payload }) => {
    put(database, subject, at, payload);
    const old = certificatesOf(database, subject).find(({ number }) => number === payload.replaces);
    if (!old) return;
    change<[string, string, string]>(
      database,
      'UPDATE certificate SET replaced_by = ?, valid_until = ? WHERE number = ?',
    ).run(payload.number, endReplaced(old, payload.from), old.number);
  },

  'certificate.ended': (database, { payload: { number, until } }) => {
    change<[string, string]>(database, 'UPDATE certificate SET valid_until = ? WHERE number = ?').run(until, number);
  },
} satisfies Projectors;
