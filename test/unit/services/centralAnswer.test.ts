import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readJson } from '../../../main/central/json.ts';
import type { MaterialRequest } from '../../../main/central/port.ts';
import { readPerson } from '../../../main/central/wire/person.ts';
import { shownVisit } from '../../../main/services/panel.ts';
import { done, openDesk, TELLER, type Desk } from '../../fixtures/desk/desk.ts';
import { documentOf } from '../../fixtures/desk/devices.ts';
import { nextTurn } from '../../fixtures/desk/turns.ts';

const NUMBER = '990000198503121011';
const BASE = { psn_no: '9900000000000000000001', psn_cert_type: '01', certno: NUMBER, psn_name: '李建国', gend: '1' };

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
  vi.spyOn(desk.services.sessions, 'teller').mockReturnValue({
    ...TELLER,
    openedAt: desk.clock.now.toISOString(),
  });
});
afterEach(async () => {
  await desk.services.stop();
  expect(desk.bugs).toEqual([]);
  desk.remove();
});

/** The citizen lays the ID card down, and the central system answers with this output of 1101. */
async function comes(output: Record<string, unknown>) {
  desk.central.lookUpPerson = (asked) => {
    const reading = readPerson(readJson(JSON.stringify(output)), '2026-11-20', asked);
    return Promise.resolve(
      reading.kind === 'person'
        ? { ok: true, value: reading.person, reference: 'R1', at: desk.clock.now.toISOString() }
        : { ok: false, code: reading.kind === 'nobody' ? 'not-found' : 'broken', message: 'x' },
    );
  };
  desk.idReader.lay(documentOf('employee', { name: '李建国' }));
  await nextTurn();
  const { visits } = desk.services;
  const visit = visits.present();
  const person = visit && shownVisit(desk.context, visits.reception(), visit).person;
  if (!person) throw new Error('nobody is shown');
  return person;
}

describe('what the central system says is shown as what it is', () => {
  it.each([
    ['', '中心系统没有给出姓名'],
    ['李建\u202E国', '中心系统给出的姓名里有不能识别的字符'],
  ])(
    'B2 B3 a name that is none (%j): panel and slips have the name of the ID card, and the teller is told',
    async (psn_name, title) => {
      const person = await comes({
        baseinfo: { ...BASE, psn_name },
        insuinfo: { insutype: '310', psn_insu_stas: '1' },
      });
      expect(person.name).toBe('李建国');
      expect(person.facts.find(({ key }) => key === 'name')).toMatchObject({ value: '李建国', source: 'id-card' });
      expect(person.alerts).toMatchObject([{ kind: 'name-faulty', title }]);
      const { caseId } = done(await desk.services.cases.open(TELLER, desk.request('open'), 'YB0413'));
      const work = { ticks: {}, form: done(desk.services.viewCase(TELLER, caseId)).form };
      const missing = [{ materialCode: 'residence-or-commitment', reason: 'not-brought' as const }];
      const { lines } = done(desk.services.cases.previewNotice(TELLER, caseId, { ...work, missing }));
      expect(JSON.stringify(lines)).toContain('李建国');
      const stored = desk.database.prepare<[], string>('SELECT payload FROM journal').pluck().all().join();
      expect(stored).not.toMatch(/\u202E|\\u202e|"name":""/);
    },
  );

  it('F1 F1c F3 what cannot be read is said to be so, and is not taken for absent', async () => {
    const person = await comes({
      baseinfo: {
        ...BASE,
        brdy: '1985-13-45',
        exp_content: JSON.stringify({ cardEndDate: '2025年底', tel: '1\u202E' }),
      },
      insuinfo: { insutype: '310', psn_insu_stas: '1', psn_insu_date: '前年', balc: '壹佰', insuplc_admdvs: '9900' },
      idetinfo: [
        { psn_idet_type: '2303', begntime: '20230101', endtime: '20231231' },
        { psn_idet_type: '2304', begntime: '20230101', endtime: '2023年底' },
        { psn_idet_type: '2305', begntime: '20230101' },
      ],
    });
    expect(person.identityMarks.map(({ period }) => period)).toEqual([
      '2023-01-01 至 2023-12-31（已到期）',
      '2023-01-01 至 无法识别（2023年底）',
      '2023-01-01 至 长期',
    ]);
    expect(person.insurances).toMatchObject([
      { startedOn: '无法识别（前年）', balance: '无法识别（壹佰）', region: '无法识别（9900）' },
    ]);
    const facts = new Map(person.facts.map(({ key, value }) => [key, value]));
    // The ID card says the birth date as well.
    expect(facts.get('bornOn')).toBe('1985-03-12（中心系统给出的无法识别（1985-13-45））');
    expect(facts.get('phone')).toBe('无法识别（1□）');
    expect(person.alerts).toMatchObject([{ kind: 'unclear', detail: expect.stringContaining('“2025年底”') as string }]);
  });

  it('F3 a balance in any form is shown in yuan with two digits', async () => {
    const row = { insutype: '310', psn_insu_stas: '1' };
    const person = await comes({
      baseinfo: BASE,
      insuinfo: [0.30000000000000004, 1e3, '1,373.63', '.5'].map((balc) => ({ ...row, balc })),
    });
    expect(person.insurances.map(({ balance }) => balance)).toEqual([
      '0.30 元',
      '1,000.00 元',
      '1,373.63 元',
      '0.50 元',
    ]);
  });

  it('G1 G2 G3 a code nobody knows is shown as unknown, with the code', async () => {
    const person = await comes({
      baseinfo: { ...BASE, psn_cert_type: '156', naty: '77', gend: '3' },
      insuinfo: [{ insutype: '310', psn_insu_stas: '9', psn_type: '77' }, { insutype: '999' }],
    });
    expect(person.insurances).toMatchObject([
      { statusLabel: '未知（9）', status: 'unknown', personTypeLabel: '未知（77）' },
      { typeLabel: '未知（999）', statusLabel: '未知（未注明）' },
    ]);
    const fact = (key: string) => person.facts.find((one) => one.key === key);
    expect(fact('idNumber')?.label).toBe('其他证件（156）');
    expect(fact('ethnicGroup')?.value).toContain('无法识别（77）');
    expect(fact('sex')?.value).toContain('无法识别（3）');
  });

  it('G4 a material is asked for where the insurance of the item runs', async () => {
    const asked: MaterialRequest[] = [];
    const obtain = desk.central.obtainMaterial.bind(desk.central);
    desk.central.obtainMaterial = (request, operator) => {
      asked.push(request);
      return obtain(request, operator);
    };
    await comes({
      baseinfo: BASE,
      insuinfo: [
        { insutype: '310', psn_insu_stas: '4', insuplc_admdvs: '990100' },
        { insutype: '310', psn_insu_stas: '1', insuplc_admdvs: '990200' },
      ],
    });
    done(await desk.services.cases.open(TELLER, desk.request('open'), 'YB0413'));
    expect(asked.length).toBeGreaterThan(0);
    expect(new Set(asked.map(({ insuranceRegion }) => insuranceRegion))).toEqual(new Set(['990200']));
  });
});
