import { z } from 'zod';
import type { CentralPerson } from '../../domain/identity/person.ts';
import type { SuppliedMaterial } from '../port.ts';
import { wireRows, wireText } from './values.ts';

/**
 * Our default for fetching a material in place of the citizen (the bureau's own transactions are not public): input
 * `data: {matl_code, item_code, psn_no, certno, psn_name}`, output `result: {cfm_flag, cfm_dscr}`, `cfm_flag` 1 confirmed.
 */
export function materialQuery(
  materialCode: string,
  itemCode: string,
  person: CentralPerson,
): { readonly data: Readonly<Record<string, string>> } {
  return {
    data: {
      matl_code: materialCode,
      item_code: itemCode,
      psn_no: person.personNumber,
      certno: person.idNumber,
      psn_name: person.name,
    },
  };
}

const outputSchema = z.object({ result: wireRows(z.object({ cfm_flag: wireText, cfm_dscr: wireText })) });

/** Reads the answer; null when it is not in the agreed form. */
export function readMaterial(output: unknown): SuppliedMaterial | null {
  const row = outputSchema.safeParse(output).data?.result[0];
  if (row === undefined || (row.cfm_flag !== '0' && row.cfm_flag !== '1')) return null;
  const confirmed = row.cfm_flag === '1';
  return { confirmed, summary: row.cfm_dscr === '' ? (confirmed ? '系统已确认' : '系统未能确认') : row.cfm_dscr };
}
