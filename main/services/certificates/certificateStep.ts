import { endReplaced, renewedOne, type Certificate } from '../../domain/certificate/certificate.ts';
import { hallDate } from '../../domain/calendar/hallTime.ts';
import type { Case } from '../../domain/case/case.ts';
import type { ActKind } from '../../domain/case/process.ts';
import type { FormValues } from '../../domain/case/papers.ts';
import type { Actor } from '../../domain/staff/actor.ts';
import { certificatesOf } from '../../store/certificates.ts';
import { findCase } from '../../store/cases.ts';
import type { Transaction } from '../../store/store.ts';
import type { SeenCase } from '../caseAccess.ts';
import type { Context } from '../context.ts';

/** The certificate of the citizen that a renewal with this form is about; null where none is known here. */
export function certificateToRenew(
  { store }: Pick<Context, 'store'>,
  { person }: Pick<SeenCase, 'person'>,
  form: FormValues,
): Certificate | null {
  return renewedOne(certificatesOf(store.read, person.personId), {
    number: form['old-certificate'] ?? '',
    diseaseCode: form['disease-code'] ?? '',
  });
}

/** The certificate that the completion of a case issues or ends, in the transaction of the act. */
export function recordCertificateStep(
  context: Pick<Context, 'store' | 'catalogue'>,
  transaction: Transaction,
  actor: Actor,
  { seen, kind }: { readonly seen: SeenCase; readonly kind: ActKind },
): void {
  if (kind !== 'complete' && kind !== 'settle') return;
  const step = context.catalogue.versionOf(seen.case.itemCode, seen.case.itemVersion)?.certificate;
  if (step === undefined) return;
  // The number and the validity of its document stand in the case as it is after the act.
  const found = findCase(transaction.write, seen.caseId);
  if (!found.ok) return;
  const { form } = found.value;
  const old = step === 'renew' ? certificateToRenew(context, seen, form) : null;
  const stops = step === 'renew' && form.conclusion === 'stop';
  const entry = stops ? ended(seen, old, hallDate(transaction.at)) : issued(seen, found.value, old);
  if (entry) transaction.append({ ...entry, subject: seen.person.personId, actor });
}

function ended({ caseId }: SeenCase, old: Certificate | null, today: string) {
  if (!old) return null;
  return {
    kind: 'certificate.ended',
    payload: { number: old.number, caseId, until: endReplaced(old, today) },
  } as const;
}

function issued({ caseId }: SeenCase, { form, completion }: Case, old: Certificate | null) {
  const document = completion?.document;
  if (!completion || document?.validUntil === undefined) return null;
  const { phone = '', 'disease-code': code = '', 'disease-name': diseaseName = '' } = form;
  const payload = {
    caseId,
    number: document.number,
    diseaseCode: code.trim().toUpperCase(),
    diseaseName,
    from: completion.effectiveOn,
    until: document.validUntil,
    phone,
    replaces: old?.number ?? null,
  };
  return { kind: 'certificate.issued', payload } as const;
}
