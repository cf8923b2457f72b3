import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sm3Text } from '../../../main/core/sm3.ts';
import { credentialOf } from '../../../main/demo/credentials.ts';
import { demoPeople } from '../../../main/demo/people.ts';
import { slipQrText } from '../../../main/domain/slip/parts.ts';
import { createServices } from '../../../main/services/services.ts';
import type { Session } from '../../../main/services/sessions.ts';
import { shownVisit } from '../../../main/services/panel.ts';
import { verifyStore } from '../../../main/store/verify.ts';
import { done, openDesk, TELLER, type Desk } from '../../fixtures/desk/desk.ts';
import { documentOf } from '../../fixtures/desk/devices.ts';
import { nextTurn } from '../../fixtures/desk/turns.ts';

const LI_JIANGUO = '990000198503121011';
const WANG_SHUFEN = '990000195607082025';

let desk: Desk;
let teller: Session | null;
beforeEach(() => {
  desk = openDesk();
  teller = { ...TELLER, openedAt: desk.clock.now.toISOString() };
  vi.spyOn(desk.services.sessions, 'teller').mockImplementation(() => teller);
});
afterEach(async () => {
  await desk.services.stop();
  expect(desk.bugs).toEqual([]);
  // Whatever happened at the counter: the journal alone makes every table anew.
  expect(verifyStore(desk.database, { anchorFile: desk.anchorFile, hashText: sm3Text })).toMatchObject({ ok: true });
  desk.remove();
});

const tokenOf = (id: string): string => {
  const found = demoPeople.find((one) => one.id === id);
  if (!found) throw new Error(id);
  return credentialOf(found);
};
const scan = async (text: string): Promise<void> => {
  desk.scanner.scan(text);
  await nextTurn();
};
const lay = async (id: string, more = {}): Promise<void> => {
  desk.idReader.lay(documentOf(id, more));
  await nextTurn();
};
const put = async (id: string): Promise<void> => {
  desk.reader.put(id);
  await nextTurn();
};
const shown = () => {
  const visit = desk.services.visits.present();
  return visit && shownVisit(desk.context, visit);
};
const fact = (key: string) => shown()?.person?.facts.find((one) => one.key === key);
const notice = () => desk.services.visits.scanNotice()?.failure.code ?? null;
const end = () => done(desk.services.visits.end(TELLER, desk.request('end')));
const openings = (): unknown[] =>
  desk.database
    .prepare<[], string>("SELECT payload FROM journal WHERE kind = 'visit.opened' ORDER BY sequence")
    .pluck()
    .all()
    .map((payload) => (JSON.parse(payload) as { by: string }).by);
/** Every row of every table. */
const everythingStored = (): string =>
  desk.database
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'")
    .pluck()
    .all()
    .map((name) => JSON.stringify(desk.database.prepare(`SELECT * FROM ${name}`).all()))
    .join();

describe('an ID card', () => {
  it('begins a visit, is asked for by number and name, and its facts say where they are from', async () => {
    await lay('employee');
    expect(desk.central.asked).toEqual([
      { kind: 'id-number', idNumber: LI_JIANGUO, name: '李建国', documentType: '01' },
    ]);
    expect(shown()).toMatchObject({ openedBy: 'id-card', card: 'none', lookUp: { state: 'found' }, advice: '' });
    expect(fact('name')).toMatchObject({ value: '李建国', source: 'id-card-and-central' });
    expect(fact('address')).toMatchObject({ value: '样例县城关镇证件路 9 号', source: 'id-card' });
    expect(openings()).toEqual(['id-card']);
  });

  it('is enough to know the citizen when the central system can not be asked', async () => {
    desk.central.mood = 'down';
    await lay('employee');
    expect(shown()).toMatchObject({ lookUp: { state: 'unreachable' }, person: { name: '李建国' } });
    expect(fact('sex')).toMatchObject({ value: '男', source: 'id-card' });
    const { caseId } = done(await desk.services.cases.open(TELLER, desk.request('open'), 'YB0310'));
    expect(done(desk.services.viewCase(caseId)).identity.provedBy).toBe('id-card');
  });

  it('that has expired is a warning, and 长期 is none', async () => {
    await lay('employee', { validTo: '2026-11-19' });
    expect(shown()?.person?.alerts.map(({ kind }) => kind)).toEqual(['id-card-expired']);
    end();
    desk.idReader.take();
    await lay('employee', { validTo: 'long-term' });
    expect(shown()?.person?.alerts).toEqual([]);
    expect(fact('documentValidTo')?.value).toBe('长期');
  });

  it('with another name than the central system knows is a warning', async () => {
    await lay('employee', { name: '李建囯' });
    expect(shown()?.person?.alerts.map(({ kind }) => kind)).toEqual(['name-differs']);
  });

  it('that still lies there after the visit was ended begins no second one', async () => {
    await lay('employee');
    end();
    desk.services.visits.tellerChanged();
    await nextTurn();
    expect(shown()).toBe(null);
    desk.idReader.take();
    await lay('employee');
    expect(shown()?.person?.name).toBe('李建国');
  });

  it('left lying by the citizen before never says who the next one is', async () => {
    await lay('employee');
    end();
    desk.central.mood = 'down';
    await put('generation-3');
    expect(shown()).toMatchObject({ person: null, otherCard: null });
    desk.reader.take();
    end();
    await put('retiree');
    expect(shown()).toMatchObject({ person: { name: '王淑芬' }, otherCard: null });
    end();
    // Its own holder may still come back to it.
    done(await desk.services.visits.openByIdNumber(TELLER, desk.request('open'), LI_JIANGUO));
    desk.services.visits.tellerChanged();
    expect(fact('address')).toMatchObject({ source: 'id-card' });
  });

  it('of the same person beside a card completes what is known', async () => {
    await put('employee');
    await lay('employee');
    expect(shown()).toMatchObject({ openedBy: 'card', card: 'in', otherCard: null });
    expect(fact('address')).toMatchObject({ source: 'id-card' });
    expect(openings()).toHaveLength(1);
  });

  it('of somebody else is a question with two answers', async () => {
    await put('employee');
    await lay('retiree');
    expect(shown()?.otherCard).toEqual({ kind: 'id-card', maskedName: '王*芬', maskedNumber: '990000********2025' });
    expect(shown()?.person?.name).toBe('李建国');
    const asked = vi.fn<(other: unknown) => void>();
    desk.services.visits.onChange(() => asked(shown()?.otherCard?.kind));
    // Readers of ID cards do not see a card leave: laid down again, it is asked about again.
    await lay('retiree');
    expect(asked.mock.calls.flat()).toEqual([undefined, 'id-card']);
    desk.idReader.take();
    expect(shown()?.otherCard).toBe(null);

    await lay('retiree');
    done(await desk.services.visits.switchToOtherCard(TELLER, desk.request('switch')));
    // The first citizen's card is still in the reader: the teller has answered, it is not asked about again.
    expect(shown()).toMatchObject({ openedBy: 'id-card', person: { name: '王淑芬' }, otherCard: null });
  });

  it('is remembered with what it said over a restart of the counter', async () => {
    desk.central.mood = 'down';
    await lay('employee');
    const { context, rack, deviceService } = desk;
    desk.idReader.take();
    const again = createServices({
      context,
      devices: rack.devices,
      deviceService,
      forwarding: { state: () => ({ reachable: false }), wake: () => undefined },
      demoAccounts: [],
      dock: null,
    });
    const visit = again.visits.present();
    expect(visit && shownVisit(context, visit).person?.facts.find(({ key }) => key === 'address')).toMatchObject({
      source: 'id-card',
    });
    await again.stop();
  });
});

describe('the photo of an ID card', () => {
  const FACE = Uint8Array.of(0x42, 0x4d, 1, 2, 3);
  const OTHER_FACE = Uint8Array.of(0x42, 0x4d, 4, 5, 6);
  const url = (picture: Uint8Array): string => `data:image/bmp;base64,${Buffer.from(picture).toString('base64')}`;

  it('appears when it is decoded, stays when the card is taken, and goes with the visit', async () => {
    await lay('employee');
    expect(shown()).toMatchObject({ person: { name: '李建国' }, photo: null });
    const told = vi.fn<() => void>();
    desk.services.visits.onChange(told);
    desk.idReader.develop(FACE);
    expect(shown()?.photo).toBe(url(FACE));
    expect(told).toHaveBeenCalledTimes(1);
    // The picture is no second arrival: nobody is asked about again.
    expect(desk.central.asked).toHaveLength(1);
    desk.idReader.take();
    expect(shown()?.photo).toBe(url(FACE));
    end();
    await put('employee');
    expect(shown()).toMatchObject({ person: { name: '李建国' }, photo: null });
  });

  it('appears also when it is decoded while the central system is still being asked', async () => {
    const held = Promise.withResolvers<undefined>();
    desk.central.hold = held.promise;
    await lay('employee');
    desk.idReader.develop(FACE);
    held.resolve(undefined);
    await nextTurn();
    expect(shown()).toMatchObject({ person: { name: '李建国' }, photo: url(FACE) });
  });

  it('that comes when the visit was ended belongs to nobody', async () => {
    await lay('employee');
    end();
    desk.idReader.develop(FACE);
    expect(shown()).toBe(null);
    await put('retiree');
    expect(shown()).toMatchObject({ person: { name: '王淑芬' }, photo: null });
  });

  it('of somebody else is never shown beside the citizen at the counter, and goes over with its holder', async () => {
    await lay('employee');
    desk.idReader.develop(FACE);
    await lay('retiree');
    desk.idReader.develop(OTHER_FACE);
    expect(shown()).toMatchObject({ person: { name: '李建国' }, otherCard: { kind: 'id-card' }, photo: url(FACE) });
    const held = Promise.withResolvers<undefined>();
    desk.central.hold = held.promise;
    const switched = desk.services.visits.switchToOtherCard(TELLER, desk.request('switch'));
    // At once: the face before and the next name are never seen together.
    expect(shown()).toMatchObject({ person: null, photo: url(OTHER_FACE) });
    held.resolve(undefined);
    done(await switched);
    expect(shown()).toMatchObject({ person: { name: '王淑芬' }, photo: url(OTHER_FACE) });
  });

  it('of the citizen before is gone when the next one is served, though theirs is not decoded', async () => {
    await lay('employee');
    desk.idReader.develop(FACE);
    await lay('retiree');
    done(await desk.services.visits.switchToOtherCard(TELLER, desk.request('switch')));
    expect(shown()).toMatchObject({ person: { name: '王淑芬' }, photo: null });
  });

  it('is written nowhere: not to the journal, not to any table', async () => {
    await lay('employee');
    desk.idReader.develop(FACE);
    done(await desk.services.visits.lookUpAgain(TELLER));
    done(await desk.services.cases.open(TELLER, desk.request('open'), 'YB0310'));
    end();
    const stored = everythingStored();
    expect(stored).toContain('证件路 9 号');
    expect(stored).not.toMatch(/photo|picture/);
    for (const form of ['base64', 'hex'] as const) expect(stored).not.toContain(Buffer.from(FACE).toString(form));
    expect(stored).not.toContain(FACE.join());
  });
});

describe('a third-generation card, which names nobody', () => {
  it('says what to do while the central system can not say whose it is, and an ID card says who it is', async () => {
    desk.central.mood = 'down';
    await put('generation-3');
    expect(shown()).toMatchObject({ person: null, lookUp: { state: 'unreachable' } });
    expect(shown()?.advice).toContain('刷身份证');
    await lay('generation-3');
    expect(shown()).toMatchObject({ person: { name: '林晓彤' }, otherCard: null, advice: '' });
    // Nothing but the teller's eyes says that card and ID card are of one person; the card is not recorded as theirs.
    expect(shown()?.person?.alerts.map(({ kind }) => kind)).toEqual(['card-unconfirmed']);
    expect(desk.database.prepare('SELECT card_number FROM person').pluck().get()).toBe(null);
  });

  it('is known by the central system, and the ID card of the holder joins it', async () => {
    await put('generation-3');
    await lay('generation-3');
    expect(shown()).toMatchObject({ person: { name: '林晓彤' }, otherCard: null });
    expect(shown()?.person?.alerts).toEqual([]);
  });

  it('put in after the ID card is asked about before anybody is asked', async () => {
    await lay('generation-3');
    await put('generation-3');
    expect(shown()).toMatchObject({ card: 'in', otherCard: null, person: { name: '林晓彤' } });
    expect(shown()?.person?.alerts).toEqual([]);
    end();
    desk.reader.take();
    desk.idReader.take();
    await lay('employee');
    await put('generation-3');
    expect(shown()).toMatchObject({ person: { name: '李建国' }, otherCard: { kind: 'card' } });
  });

  it('that is just being asked about does not take the ID card of somebody else for its holder', async () => {
    const held = Promise.withResolvers<undefined>();
    desk.central.hold = held.promise;
    desk.reader.put('generation-3');
    desk.idReader.lay(documentOf('employee'));
    expect(shown()).toMatchObject({ person: null, otherCard: null });
    held.resolve(undefined);
    await nextTurn();
    expect(shown()).toMatchObject({ person: { name: '林晓彤' }, otherCard: { kind: 'id-card', maskedName: '李*国' } });
  });
});

describe('a medical credential', () => {
  it('begins a visit; the token goes to the central system and stays nowhere', async () => {
    await scan(tokenOf('employee'));
    expect(desk.central.asked).toEqual([{ kind: 'e-credential', token: tokenOf('employee') }]);
    expect(shown()).toMatchObject({ openedBy: 'e-credential', person: { name: '李建国' } });
    const { caseId } = done(await desk.services.cases.open(TELLER, desk.request('open'), 'YB0310'));
    expect(done(desk.services.viewCase(caseId)).identity.provedBy).toBe('e-credential');
    // Asked again, it is the number that is asked with: a token is good for a minute.
    done(await desk.services.visits.lookUpAgain(TELLER));
    expect(desk.central.asked.at(-1)).toMatchObject({ kind: 'id-number', idNumber: LI_JIANGUO });
    expect(everythingStored()).not.toContain(tokenOf('employee'));
    expect(JSON.stringify(desk.services.visits.present())).not.toContain(tokenOf('employee'));
  });

  it('that nobody can read leaves a visit without a person: an ID card, a number or a fresh code tells who it is', async () => {
    desk.central.mood = 'down';
    await scan(tokenOf('employee'));
    expect(shown()).toMatchObject({ person: null, lookUp: { state: 'unreachable' } });
    expect(shown()?.advice).toContain('医保码');
    desk.central.mood = 'up';
    done(await desk.services.visits.openByIdNumber(TELLER, desk.request('open'), WANG_SHUFEN));
    expect(shown()).toMatchObject({ person: { name: '王淑芬' } });
    expect(openings()).toHaveLength(1);
    end();

    desk.central.mood = 'down';
    await scan(tokenOf('employee'));
    desk.central.mood = 'up';
    await scan(tokenOf('employee'));
    expect(shown()).toMatchObject({ person: { name: '李建国' } });
  });

  it('of the citizen at the counter changes nothing, of another one it is refused', async () => {
    await put('employee');
    await scan(tokenOf('employee'));
    expect(notice()).toBe(null);
    await scan(tokenOf('retiree'));
    expect(notice()).toBe('VISIT_BUSY');
    desk.central.mood = 'down';
    await scan(tokenOf('employee'));
    expect(notice()).toBe('PERSON_UNKNOWN');
    expect(shown()?.person?.name).toBe('李建国');
  });
});

describe('an own slip', () => {
  const accepted = async () => {
    done(await desk.services.visits.openByIdNumber(TELLER, desk.request('open'), LI_JIANGUO));
    const { caseId } = done(await desk.services.cases.open(TELLER, desk.request('open'), 'YB0310'));
    const { form } = done(desk.services.viewCase(caseId));
    const work = { caseId, ticks: {}, form };
    const { slipNumber, caseNumber } = done(desk.services.cases.accept(TELLER, desk.request('accept'), work));
    return { caseId, code: slipQrText({ number: slipNumber, caseNumber }), caseNumber };
  };

  it('opens its case for the citizen at the counter', async () => {
    const { caseId, code } = await accepted();
    expect(shown()?.openCase).toBe(null);
    await scan(code);
    expect(shown()?.openCase).toEqual({ caseId, at: desk.clock.now.toISOString() });
  });

  it('begins a visit of its citizen when nobody is at the counter, and opens the case, also while the centre is away', async () => {
    const { caseId, code } = await accepted();
    end();
    desk.central.mood = 'down';
    await scan(code);
    expect(shown()).toMatchObject({ openedBy: 'slip', openCase: { caseId }, person: { name: '李建国' } });
    expect(done(desk.services.viewCase(caseId)).state).toBe('accepted');
  });

  it('of another citizen is refused, and so is one that this counter never issued', async () => {
    const { code, caseNumber } = await accepted();
    end();
    await put('retiree');
    await scan(code);
    expect([notice(), shown()?.openCase]).toEqual(['VISIT_BUSY', null]);
    await scan(slipQrText({ number: 'SL2020010103-0001', caseNumber }));
    expect(notice()).toBe('CASE_UNKNOWN');
    // Both numbers must belong together.
    await scan(code.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10)));
    expect(notice()).toBe('CASE_UNKNOWN');
    expect(shown()?.person?.name).toBe('王淑芬');
  });
});

describe('numbers', () => {
  it('a scanned ID number begins a visit as a typed one does', async () => {
    await scan(LI_JIANGUO);
    expect(shown()).toMatchObject({ openedBy: 'id-number', person: { name: '李建国' } });
    await scan(LI_JIANGUO);
    expect(notice()).toBe(null);
    await scan(WANG_SHUFEN);
    expect(notice()).toBe('VISIT_BUSY');
  });

  it('a scanned card number finds who was here with that card', async () => {
    await put('employee');
    end();
    desk.reader.take();
    await scan('Z99000001');
    expect(shown()).toMatchObject({ openedBy: 'card-number', person: { name: '李建国' } });
  });
});

describe('what nobody understands', () => {
  it('is told and changes nothing; the next good scan takes the notice away', async () => {
    await put('employee');
    const before = desk.services.visits.present();
    await scan('6901234567892');
    expect(notice()).toBe('CODE_NOT_UNDERSTOOD');
    expect(desk.services.visits.present()).toEqual(before);
    await scan(LI_JIANGUO);
    expect(notice()).toBe(null);
  });

  it('is not told to the next citizen', async () => {
    await put('employee');
    await scan('6901234567892');
    end();
    expect(notice()).toBe(null);
  });
});

it('a scan while no teller is there is forgotten', async () => {
  const signedIn = teller;
  teller = null;
  await scan(LI_JIANGUO);
  teller = signedIn;
  desk.services.visits.tellerChanged();
  await nextTurn();
  expect(shown()).toBe(null);
  expect(openings()).toEqual([]);
});

it('a scanner that types has the same effect, and a repeated call none of its own', async () => {
  const request = desk.request('visit.scanned');
  expect(await desk.services.visits.scanned(TELLER, request, LI_JIANGUO)).toEqual({ ok: true, value: {} });
  end();
  expect(await desk.services.visits.scanned(TELLER, request, LI_JIANGUO)).toEqual({ ok: true, value: {} });
  expect(shown()).toBe(null);
  expect(await desk.services.visits.scanned(TELLER, desk.request('visit.scanned'), 'x')).toMatchObject({
    code: 'CODE_NOT_UNDERSTOOD',
  });
});
