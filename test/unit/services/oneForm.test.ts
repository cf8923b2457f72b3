import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readJson } from '../../../main/central/json.ts';
import { personQuery, readPerson } from '../../../main/central/wire/person.ts';
import { sm3Text } from '../../../main/core/sm3.ts';
import type { ChoosableDocumentType } from '../../../main/domain/identity/documentTypes.ts';
import { shownValues, validateForm } from '../../../main/domain/catalogue/form.ts';
import { canonicalNumber } from '../../../main/domain/identity/canonicalNumber.ts';
import { idCheckCharacter } from '../../../main/domain/identity/idNumber.ts';
import { shownVisit } from '../../../main/services/panel.ts';
import { verifyStore } from '../../../main/store/verify.ts';
import { sampleForm, sampleItem } from '../../fixtures/catalogue/items.ts';
import { done, openDesk, TELLER, type Desk } from '../../fixtures/desk/desk.ts';
import { documentOf } from '../../fixtures/desk/devices.ts';
import { nextTurn } from '../../fixtures/desk/turns.ts';
import { disguised, syntheticNumber } from '../../fixtures/identity/disguises.ts';
import { TRAINING } from '../../fixtures/identity/rules.ts';

const N = '990000198503121011';
const X = '99000019850312049X';

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
});
afterEach(async () => {
  await desk.services.stop();
  expect(desk.bugs).toEqual([]);
  expect(verifyStore(desk.database, { anchorFile: desk.anchorFile, hashText: sm3Text })).toMatchObject({ ok: true });
  desk.remove();
});

const shown = () => {
  const { visits } = desk.services;
  const visit = visits.present();
  return visit && shownVisit(desk.context, visits.reception(), visit);
};
const fact = (key: string) => shown()?.person?.facts.find((one) => one.key === key);
const alerts = () => shown()?.person?.alerts.map(({ kind }) => kind);
const people = (): string[] =>
  desk.database.prepare<[], string>('SELECT id_number FROM person ORDER BY id_number').pluck().all();
const open = (idNumber: string, documentType?: ChoosableDocumentType) =>
  desk.services.visits.openByIdNumber(TELLER, desk.request('open'), idNumber, documentType);
/** Everybody is gone and nothing is left lying. */
const leave = (): void => {
  if (desk.services.visits.present()) desk.leave();
  desk.reader.take();
  desk.idReader.take();
};

/** The central system answers every question with this output of 1101. */
function answers(baseinfo: Record<string, unknown>): void {
  desk.central.lookUpPerson = (asked) => {
    desk.central.asked.push(asked);
    const output = {
      psn_no: '9900000000000000000001',
      psn_cert_type: '01',
      psn_name: '陈思远',
      gend: '1',
      ...baseinfo,
    };
    const reading = readPerson(readJson(JSON.stringify({ baseinfo: output })), '2026-11-20', asked);
    return Promise.resolve(
      reading.kind === 'person'
        ? { ok: true, value: reading.person, reference: 'R1', at: desk.clock.now.toISOString() }
        : { ok: false, code: 'broken', message: reading.kind === 'broken' ? reading.message : '' },
    );
  };
}

/** Each way a number comes into the counter, in whatever spelling. */
const ways = {
  typed: async (text: string) => void done(await open(text)),
  scanned: async (text: string) => {
    desk.scanner.scan(text);
    await nextTurn();
  },
  card: async (text: string) => {
    // Everybody has a card of their own.
    const cardIdentifier = sm3Text(canonicalNumber(text)).slice(0, 32).toUpperCase();
    const cardNumber = `Z${cardIdentifier.slice(0, 8)}`;
    desk.reader.put('employee', { socialSecurityNumber: text, name: '陈思远', cardIdentifier, cardNumber });
    await nextTurn();
  },
  'id-card': async (text: string) => {
    desk.idReader.lay(documentOf('employee', { number: text, name: '陈思远' }));
    await nextTurn();
  },
} as const satisfies Record<string, (text: string) => Promise<void>>;

type Way = keyof typeof ways;
const anyWay = fc.constantFrom(...(Object.keys(ways) as Way[]));

describe('A one citizen, one form of the number', () => {
  it('A1 the chip card with a small x beside the ID card with X is the same citizen’s', async () => {
    answers({ certno: X });
    await ways['id-card'](X);
    await ways.card(X.toLowerCase());
    expect(shown()).toMatchObject({ other: null, card: 'in', person: { name: '陈思远' } });
    expect(fact('cardNumber')).toBeDefined();
    expect(fact('documentValidTo')).toBeDefined();
    expect(people()).toEqual([X]);
  });

  it('A1b without the central system, by the chip card one day and by the ID card the next: known again', async () => {
    desk.central.mood = 'down';
    await ways.card(X.toLowerCase());
    const first = shown()?.person?.personId;
    leave();
    desk.clock.pass(24 * 60 * 60_000);
    await ways['id-card'](X);
    expect(shown()?.person?.personId).toBe(first);
    expect(people()).toEqual([X]);
  });

  it('A whichever way and in whichever spelling a number comes twice, it is one citizen', async () => {
    desk.central.mood = 'down';
    const met = new Set<string>();
    const twice = syntheticNumber.chain((number) =>
      fc.tuple(fc.constant(number), fc.tuple(anyWay, disguised(number)), fc.tuple(anyWay, disguised(number))),
    );
    await fc.assert(
      fc.asyncProperty(twice, async ([number, [one, text], [other, again]]) => {
        leave();
        // Met once by the ID card, so that there is somebody to be known again by the number alone.
        await ways['id-card'](number);
        met.add(number);
        const { personId } = shown()?.person ?? {};
        leave();
        await ways[one](text);
        expect(shown()?.person?.personId).toBe(personId);
        await ways[other](again);
        expect(shown()).toMatchObject({ other: null, person: { personId } });
      }),
      { numRuns: 60 },
    );
    expect(people()).toEqual([...met].sort());
  });

  it('A however the central system spells the number it was asked with, it is the same citizen', async () => {
    const spelled = syntheticNumber.chain((number) => fc.tuple(fc.constant(number), disguised(number)));
    await fc.assert(
      fc.asyncProperty(spelled, async ([number, certno]) => {
        leave();
        answers({ certno });
        done(await open(number));
        expect(shown()).toMatchObject({ lookUp: { state: 'found' }, person: { name: '陈思远' } });
        expect(people()).toContain(number);
      }),
      { numRuns: 60 },
    );
    expect(people().every((number) => /^\d{17}[\dX]$/.test(number))).toBe(true);
  });

  it('A the number that is sent is the one form as well', async () => {
    await fc.assert(
      fc.asyncProperty(
        syntheticNumber.chain((number) => fc.tuple(fc.constant(number), disguised(number))),
        async (one) => {
          const [number, text] = one;
          leave();
          done(await open(text));
          const asked = desk.central.asked.at(-1);
          if (!asked) throw new Error('nobody was asked about');
          expect(personQuery(asked).data).toMatchObject({ certno: number, psn_cert_type: '01' });
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('H what people type and paste is folded first', () => {
  it.each([
    ['H1', '９９００００１９８５０３１２１０１１', N],
    ['H1', '990000-19850312-1011', N],
    ['H1', "'990000198503121011", N],
    ['H1', '99000019850312049\u2169', X],
    ['H3', Array.from(N).join(' '), N],
    ['H3', '990000 19850312 1011', N],
  ])('%s at the counter: %j', async (_, text, number) => {
    desk.central.mood = 'down';
    done(await open(text));
    expect(desk.central.asked.at(-1)).toMatchObject({ idNumber: number });
  });

  it('H3 in a form: the field is recorded as the number alone', () => {
    const item = sampleItem({
      fields: [{ code: 'agent-id', label: '代办人身份证号码', kind: 'id-number' }],
    });
    fc.assert(
      fc.property(disguised(N), (text) => {
        expect(validateForm(item, { 'agent-id': text }, TRAINING)).toEqual([]);
        expect(shownValues(item, { 'agent-id': text })).toEqual({ 'agent-id': N });
      }),
    );
  });

  it.each([
    ['phone', '１３９ ００００ ０００３', '13900000003'],
    ['phone', '139-0000-0003', '13900000003'],
    ['phone', '+86 139 0000 0003', '13900000003'],
    ['phone', '（0871）65000000', '0871-65000000'],
    ['phone', '0871—65000000', '0871-65000000'],
    ['region', '９９０１００', '990100'],
    ['region', ' 990 100\u200B', '990100'],
    ['from', '２０２６．１１．２１', '2026-11-21'],
    ['from', '2026年11月21日', '2026-11-21'],
    ['from', '20261121', '2026-11-21'],
    ['from', '2026 / 11 / 21', '2026-11-21'],
    ['remark', '\u3000张三\u0000 ', '张三'],
  ])('H in a form: %s pasted as %j is recorded as %s', (field, pasted, recorded) => {
    const item = sampleItem();
    const form = { ...sampleForm, [field]: pasted };
    expect(validateForm(item, form, TRAINING)).toEqual([]);
    expect(shownValues(item, form)[field]).toBe(recorded);
  });

  it('H in a form: nothing that is too long is cut, it is told', () => {
    const long = '很'.repeat(40);
    expect(shownValues(sampleItem(), { ...sampleForm, address: long })).toMatchObject({ address: long });
    expect(validateForm(sampleItem(), { ...sampleForm, address: long }, TRAINING)).toMatchObject([
      { field: 'address' },
    ]);
  });

  it('H4 an ID card with a padded name and a number in full-width digits', async () => {
    desk.central.mood = 'down';
    desk.idReader.lay(
      documentOf('employee', { name: '王建国\u3000\u3000\u3000', number: '９９００００１９８５０３１２１０１１' }),
    );
    await nextTurn();
    expect(shown()?.person).toMatchObject({ name: '王建国', maskedIdNumber: '990000********1011' });
    expect(people()).toEqual([N]);
  });
});

describe('I what is the same looks the same', () => {
  const compared = async (onCard: string, answered: string): Promise<void> => {
    leave();
    answers({ certno: N, psn_name: answered });
    desk.idReader.lay(documentOf('employee', { name: onCard }));
    await nextTurn();
    expect(shown()?.lookUp.state).toBe('found');
  };

  it.each(['．', '.', '。', '●', '﹒', '˙', '•', '‧', '･'])('I1 no alarm for a dot written %s', async (dot) => {
    await compared('阿依古丽·买买提', `阿依古丽${dot}买买提`);
    expect(alerts()).toEqual([]);
    expect(shown()?.person?.name).toBe('阿依古丽·买买提');
  });

  it.each([
    ['I1', 'WANG LI', 'ＷＡＮＧ\u3000ＬＩ'],
    ['I5', '石磊', '\u2F6F磊'],
    ['I5', '黄山', '\u2EE9山'],
    ['I4', '龚䶮', '龚\uE863'],
  ])('%s no alarm for %s given as %s, which is shown alike', async (_, onCard, answered) => {
    await compared(onCard, answered);
    expect(alerts()).toEqual([]);
    expect(shown()?.person?.name).toBe(onCard);
  });

  it('I another name is an alarm', async () => {
    await compared('李建国', '李建囯');
    expect(alerts()).toEqual(['name-differs']);
  });
});

describe('N documents of people who are not citizens', () => {
  it.each([
    ['07', 'CHN310065081903'],
    ['07', 'chn 3100 6508 1903'],
    ['04', 'H12345678'],
    ['05', 'M1234567801'],
    ['06', '12345678'],
    ['08', 'AB1234567'],
    ['16', 'E12345678'],
    ['02', '军字第1234567号'],
    ['990201', 'T310123456'],
  ] as const)('N1 a number of type %s can be given: %s, and its kind is sent', async (type, text) => {
    answers({ certno: text, psn_cert_type: type });
    done(await open(text, type));
    expect(shown()).toMatchObject({ lookUp: { state: 'found' }, person: { name: '陈思远' } });
    const asked = desk.central.asked.at(-1);
    if (!asked) throw new Error('nobody was asked about');
    expect(personQuery(asked).data).toMatchObject({ psn_cert_type: type, certno: people()[0] });
  });

  it('N1 a number that is no citizen’s is refused with a word about the choice, and taken once it is made', async () => {
    expect(await open('CHN310065081903')).toMatchObject({
      ok: false,
      code: 'ID_NUMBER_INVALID',
      happened: expect.stringContaining('外国人永久居留证') as string,
    });
    expect((await open('CHN310065081903', '07')).ok).toBe(true);
  });

  it('N1 an answer about another document of the same number is not taken over', async () => {
    answers({ certno: 'E12345678', psn_cert_type: '16' });
    done(await open('E12345678', '08'));
    expect(shown()).toMatchObject({ person: null, lookUp: { state: 'broken' } });
    expect(people()).toEqual([]);
  });

  it.each(['', '99', '156'])(
    'N1 a document the central system does not know by its type (%j) is the one that was shown',
    async (type) => {
      answers({ certno: 'AB1234567', psn_cert_type: type });
      done(await open('AB1234567', '08'));
      const first = shown()?.person?.personId;
      expect(first).toBeDefined();
      leave();
      answers({ certno: 'AB1234567', psn_cert_type: '08' });
      done(await open('AB1234567', '08'));
      expect(shown()?.person?.personId).toBe(first);
    },
  );

  it('N2 nobody is born in the future, however it is typed or scanned', async () => {
    const born = '99000020990101001';
    const number = born + idCheckCharacter(born);
    expect(await open(number)).toMatchObject({ ok: false, happened: expect.stringContaining('晚于今天') as string });
    desk.scanner.scan(number);
    await nextTurn();
    expect(desk.services.visits.scanNotice()?.told).toMatchObject({ code: 'ID_NUMBER_INVALID' });
    expect(shown()).toBe(null);
  });

  it('N2 synthetic people are served only where tellers are trained', async () => {
    Object.assign(desk.context.facts, { trainingPeople: false });
    expect(await open(N)).toMatchObject({ ok: false, happened: expect.stringContaining('虚构号码') as string });
    Object.assign(desk.context.facts, { trainingPeople: true });
    expect((await open(N)).ok).toBe(true);
  });
});
