import { describe, expect, it } from 'vitest';
import { mapProblems, written } from '../../../main/central/maps/transactionMap.ts';
import type { CaseFacts } from '../../../main/domain/catalogue/facts.ts';
import type { FormValues } from '../../../main/domain/case/papers.ts';
import { sampleForm, sampleItem } from '../../fixtures/catalogue/items.ts';
import { sampleMap } from '../../fixtures/catalogue/maps.ts';

const item = sampleItem();
const map = sampleMap();

function told(form: FormValues, facts: CaseFacts) {
  return written(map, {
    caseNumber: '990000202611210300001',
    item,
    form,
    facts,
    citizen: { name: '张三', document: { documentType: '01', number: '11010519491231002X' } },
    acceptedAt: '2026-11-21T01:00:00.000Z',
    completedAt: '2026-11-21T01:02:00.000Z',
    changes: [],
    handlers: [],
    pendingMaterials: ['status'],
  });
}

describe('a completed case in the words of the platform', () => {
  const person = {
    personNumber: '99000000000000000001',
    documentType: '01',
    idNumber: '11010519491231002X',
    name: '张三',
    sex: '2',
    insurances: [],
    identityMarks: [],
    alerts: [],
  } as const;

  it('is one node with every mapped name, hidden and unknown values empty', () => {
    const { transaction, input } = told(
      { ...sampleForm, 'agent-id': '11010519491231002X' },
      { person, today: '2026-11-21' },
    );
    expect(transaction).toBe('2501');
    expect(input.refmedin).toEqual({
      psn_no: '99000000000000000001',
      tel: '13800001234',
      enddate: '',
      agnter_certno: '',
      flag: '0',
    });
    expect(told(sampleForm, { today: '2026-11-21' }).input.refmedin).toMatchObject({ psn_no: '' });
  });

  it('says which matter it belongs to, and what still waits for the system', () => {
    expect(told(sampleForm, { today: '2026-11-21' }).input.matter).toMatchObject({
      matter_no: '990000202611210300001',
      item_code: item.code,
      item_ver: '1',
      psn_name: '张三',
      pending_matl: ['status'],
    });
  });
});

it('a map is checked against the item it stands for', () => {
  expect(mapProblems(map, item)).toEqual([]);
  const lost = { ...map, fields: { ...map.fields, opter: 'operator' } };
  expect(mapProblems(lost, item)).toEqual([
    { path: ['fields', 'opter'], message: expect.stringContaining('“operator”') as string },
  ]);
});
