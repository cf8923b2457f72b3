import { fieldInWords, shownValues, type WithFields } from '../catalogue/form.ts';
import { maskIdNumber } from '../identity/mask.ts';
import type { SlipAgent } from '../slip/slip.ts';
import type { FormValues } from './papers.ts';

/** Who stands there for the citizen, as far as a slip says it. */
interface Standing {
  readonly name: string;
  readonly idNumber: string;
}

/**
 * Who acts for the citizen by this form. Where the form does not ask or does not say it yet, whoever stands there does; null
 * when the citizen acts in person.
 */
export function slipAgent(item: WithFields, form: FormValues, present: Standing | null): SlipAgent | null {
  const values = shownValues(item, form);
  const said = (fact: ItemFact): string => {
    const field = item.fields.find(({ code, prefill }) => prefill === fact && (values[code] ?? '') !== '');
    return field ? (values[field.code] ?? '') : '';
  };
  const applicant = said('applicant.kind');
  if (applicant === 'self') return null;
  const acts = applicant === 'guardian' ? 'guardian' : 'agent';
  const name = said('agent.name');
  const relation = item.fields.find(({ code, prefill }) => prefill === 'agent.relation' && (values[code] ?? '') !== '');
  const related = relation ? { relation: fieldInWords(relation, values[relation.code] ?? '') } : {};
  if (name !== '') return { acts, name, maskedIdNumber: maskIdNumber(said('agent.idNumber')), ...related };
  return present && { acts, name: present.name, maskedIdNumber: maskIdNumber(present.idNumber), ...related };
}

type ItemFact = NonNullable<WithFields['fields'][number]['prefill']>;
