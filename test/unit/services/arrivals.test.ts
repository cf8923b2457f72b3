import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sm3Text } from '../../../main/core/sm3.ts';
import { credentialOf } from '../../../main/demo/credentials.ts';
import { demoPeople } from '../../../main/demo/people.ts';
import { slipQrText } from '../../../main/domain/slip/parts.ts';
import { createServices } from '../../../main/services/services.ts';
import type { OtherDecision } from '../../../main/domain/visit/event.ts';
import { shownLeftBehind, shownVisit, shownWaiting } from '../../../main/services/panel.ts';
import { verifyStore } from '../../../main/store/verify.ts';
import { answerOf, done, openDesk, OTHER_TELLER, TELLER, type Desk } from '../../fixtures/desk/desk.ts';
import { documentOf } from '../../fixtures/desk/devices.ts';
import { nextTurn } from '../../fixtures/desk/turns.ts';

const LI_JIANGUO = '990000198503121011';
const WANG_SHUFEN = '990000195607082025';

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
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
  return visit && shownVisit(desk.context, desk.services.visits.reception(), visit);
};
const fact = (key: string) => shown()?.person?.facts.find((one) => one.key === key);
const notice = () => {
  const told = desk.services.visits.scanNotice()?.told;
  return told && 'code' in told ? told.code : null;
};
const end = () => desk.leave();
const decide = async (decision: OtherDecision): Promise<void> => {
  const visitId = desk.services.visits.present()?.visitId ?? '';
  done(
    await answerOf(
      desk.services.visits.act(TELLER, desk.request('decide'), { kind: 'other-decided', visitId, decision }),
    ),
  );
};
const typed = async (idNumber: string): Promise<void> => {
  done(await desk.services.visits.openByIdNumber(TELLER, desk.request('open'), idNumber));
};
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
    expect(fact('address')).toMatchObject({ value: '示范县城关镇证件路 9 号', source: 'id-card' });
    expect(openings()).toEqual(['id-card']);
  });

  it('is enough to know the citizen when the central system cannot be asked', async () => {
    desk.central.mood = 'down';
    await lay('employee');
    expect(shown()).toMatchObject({ lookUp: { state: 'unreachable' }, person: { name: '李建国' } });
    expect(fact('sex')).toMatchObject({ value: '男', source: 'id-card' });
    const { caseId } = done(await desk.services.cases.open(TELLER, desk.request('open'), 'YB0310'));
    expect(done(desk.services.viewCase(TELLER, caseId)).identity).toMatchObject({ identifiedBy: 'id-card', gap: null });
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
    desk.services.visits.tellerChanged(TELLER);
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
    expect(shown()).toMatchObject({ person: null, other: null });
    desk.reader.take();
    end();
    await put('retiree');
    expect(shown()).toMatchObject({ person: { name: '王淑芬' }, other: null });
    end();
    // Its own holder may still come back to it.
    await typed(LI_JIANGUO);
    desk.services.visits.tellerChanged(TELLER);
    expect(fact('address')).toMatchObject({ source: 'id-card' });
  });

  it('of the same person beside a card completes what is known', async () => {
    await put('employee');
    await lay('employee');
    expect(shown()).toMatchObject({ openedBy: 'card', card: 'in', other: null });
    expect(fact('address')).toMatchObject({ source: 'id-card' });
    expect(openings()).toHaveLength(1);
  });

  it('of somebody else is a question with two answers', async () => {
    await put('employee');
    await lay('retiree');
    expect(shown()?.other).toEqual({
      kind: 'id-card',
      maskedName: '王*芬',
      maskedNumber: '990000********2025',
      waiting: false,
    });
    expect(shown()?.person?.name).toBe('李建国');
    const asked = vi.fn<(other: unknown) => void>();
    desk.services.visits.onChange(() => asked(shown()?.other?.kind));
    // Readers of ID cards do not see a card leave: laid down again, it is asked about again.
    await lay('retiree');
    expect(asked.mock.calls.flat()).toEqual([undefined, 'id-card']);
    desk.idReader.take();
    expect(shown()?.other).toBe(null);

    await lay('retiree');
    await decide('end');
    // The first citizen's card is still in the reader: the teller has answered, it is not asked about again.
    expect(shown()).toMatchObject({ openedBy: 'id-card', person: { name: '王淑芬' }, other: null });
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
      forwarding: { reachable: () => false, wake: () => undefined },
      demoAccounts: [],
      dock: null,
    });
    again.visits.tellerChanged(TELLER);
    const reception = again.visits.reception();
    expect(
      reception.present &&
        shownVisit(context, reception, reception.present).person?.facts.find(({ key }) => key === 'address'),
    ).toMatchObject({
      source: 'id-card',
    });
    await again.stop();
  });
});

describe('the photo of an ID card', () => {
  const FACE = Uint8Array.of(0x42, 0x4d, 1, 2, 3);
  const OTHER_FACE = Uint8Array.of(0x42, 0x4d, 4, 5, 6);
  /** The bytes of the photo beside the citizen, as their window asks for it; null when none is beside them. */
  const face = (): number[] | null => {
    const visit = shown();
    if (!visit?.photo) return null;
    const { picture } = done(desk.services.visits.photo(TELLER, { visitId: visit.visitId, photo: visit.photo }));
    expect(picture).toMatch(/^data:image\/bmp;base64,/);
    return [...Buffer.from(picture.slice(picture.indexOf(',') + 1), 'base64')];
  };

  it('appears when it is decoded, stays when the card is taken, and goes with the visit', async () => {
    await lay('employee');
    expect(shown()).toMatchObject({ person: { name: '李建国' }, photo: null });
    const told = vi.fn<() => void>();
    desk.services.visits.onChange(told);
    desk.idReader.develop(FACE);
    expect(face()).toEqual([...FACE]);
    expect(told).toHaveBeenCalledTimes(1);
    // The picture is no second arrival: nobody is asked about again.
    expect(desk.central.asked).toHaveLength(1);
    desk.idReader.take();
    expect(face()).toEqual([...FACE]);
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
    expect(shown()).toMatchObject({ person: { name: '李建国' } });
    expect(face()).toEqual([...FACE]);
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
    expect(shown()).toMatchObject({ person: { name: '李建国' }, other: { kind: 'id-card' } });
    expect(face()).toEqual([...FACE]);
    const held = Promise.withResolvers<undefined>();
    desk.central.hold = held.promise;
    const switched = decide('end');
    // At once, before the central system answers: the face before and the next name are never seen together.
    expect(shown()).toMatchObject({ person: { name: '王淑芬' } });
    expect(face()).toEqual([...OTHER_FACE]);
    held.resolve(undefined);
    await switched;
    expect(shown()).toMatchObject({ person: { name: '王淑芬' } });
    expect(face()).toEqual([...OTHER_FACE]);
  });

  it('of the citizen before is gone when the next one is served, though theirs is not decoded', async () => {
    await lay('employee');
    desk.idReader.develop(FACE);
    await lay('retiree');
    await decide('end');
    expect(shown()).toMatchObject({ person: { name: '王淑芬' }, photo: null });
  });

  it('is given to the teller of that visit alone, by the name it has now', async () => {
    const { visits } = desk.services;
    await lay('employee');
    desk.idReader.develop(FACE);
    const asked = { visitId: shown()!.visitId, photo: shown()!.photo! };
    expect(visits.photo(OTHER_TELLER, asked)).toMatchObject({ ok: false, code: 'VISIT_OF_OTHER_TELLER' });
    for (const wrong of ['visitId', 'photo'] as const) {
      const other = { ...asked, [wrong]: '01900000-0000-7000-8000-000000000000' };
      expect(visits.photo(TELLER, other)).toMatchObject({ ok: false, code: 'VISIT_CHANGED' });
    }
    desk.idReader.develop(OTHER_FACE);
    expect(visits.photo(TELLER, asked)).toMatchObject({ ok: false, code: 'VISIT_CHANGED' });
    expect(face()).toEqual([...OTHER_FACE]);
    end();
    expect(visits.photo(TELLER, asked)).toMatchObject({ ok: false, code: 'VISIT_NONE' });
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
  it('says what to do while the central system cannot say whose it is, and an ID card says who it is', async () => {
    desk.central.mood = 'down';
    await put('generation-3');
    expect(shown()).toMatchObject({ person: null, lookUp: { state: 'unreachable' } });
    expect(shown()?.advice).toContain('刷身份证');
    await lay('generation-3');
    expect(shown()).toMatchObject({ person: { name: '林晓彤' }, other: null, advice: '' });
    // Nothing but the teller's eyes says that card and ID card are of one person; the card is not recorded as theirs.
    expect(shown()?.person?.alerts.map(({ kind }) => kind)).toEqual(['card-unconfirmed']);
    expect(desk.database.prepare('SELECT card_number FROM person').pluck().get()).toBe(null);
  });

  it('is known by the central system, and the ID card of the holder joins it', async () => {
    await put('generation-3');
    await lay('generation-3');
    expect(shown()).toMatchObject({ person: { name: '林晓彤' }, other: null });
    expect(shown()?.person?.alerts).toEqual([]);
  });

  it('put in after the ID card is asked about before anybody is asked', async () => {
    await lay('generation-3');
    await put('generation-3');
    expect(shown()).toMatchObject({ card: 'in', other: null, person: { name: '林晓彤' } });
    expect(shown()?.person?.alerts).toEqual([]);
    end();
    desk.reader.take();
    desk.idReader.take();
    await lay('employee');
    await put('generation-3');
    expect(shown()).toMatchObject({ person: { name: '李建国' }, other: { kind: 'card' } });
  });

  it('that is just being asked about does not take the ID card of somebody else for its holder', async () => {
    const held = Promise.withResolvers<undefined>();
    desk.central.hold = held.promise;
    desk.reader.put('generation-3');
    desk.idReader.lay(documentOf('employee'));
    expect(shown()).toMatchObject({ person: null, other: null });
    held.resolve(undefined);
    await nextTurn();
    expect(shown()).toMatchObject({ person: { name: '林晓彤' }, other: { kind: 'id-card', maskedName: '李*国' } });
  });
});

describe('a medical credential', () => {
  it('begins a visit; the token goes to the central system and stays nowhere', async () => {
    await scan(tokenOf('employee'));
    expect(desk.central.asked).toEqual([{ kind: 'e-credential', token: tokenOf('employee') }]);
    expect(shown()).toMatchObject({ openedBy: 'e-credential', person: { name: '李建国' } });
    const { caseId } = done(await desk.services.cases.open(TELLER, desk.request('open'), 'YB0310'));
    expect(done(desk.services.viewCase(TELLER, caseId)).identity).toMatchObject({
      identifiedBy: 'e-credential',
      gap: null,
    });
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
    await typed(WANG_SHUFEN);
    expect(shown()).toMatchObject({ person: { name: '王淑芬' } });
    expect(openings()).toHaveLength(1);
    end();

    desk.central.mood = 'down';
    await scan(tokenOf('employee'));
    desk.central.mood = 'up';
    await scan(tokenOf('employee'));
    expect(shown()).toMatchObject({ person: { name: '李建国' } });
  });

  it('of the citizen at the counter changes nothing, about another one the teller is asked', async () => {
    await put('employee');
    await scan(tokenOf('employee'));
    expect(notice()).toBe(null);
    await scan(tokenOf('retiree'));
    expect([notice(), shown()?.other]).toMatchObject([null, { kind: 'e-credential', maskedName: '王*芬' }]);
    await decide('stay');
    desk.central.mood = 'down';
    await scan(tokenOf('retiree'));
    expect([notice(), shown()?.other]).toEqual(['CODE_NOT_RECOGNISED', null]);
    expect(shown()?.person?.name).toBe('李建国');
  });
});

describe('an own slip', () => {
  const accepted = async () => {
    await desk.arrive(LI_JIANGUO);
    const { caseId } = done(await desk.services.cases.open(TELLER, desk.request('open'), 'YB0310'));
    const { form } = done(desk.services.viewCase(TELLER, caseId));
    const asked = { kind: 'accept', caseId, input: { ticks: {}, form } } as const;
    const { slipNumber, caseNumber } = done(desk.services.act(TELLER, desk.request('accept'), asked));
    if (slipNumber === null || caseNumber === null) throw new Error('an acceptance gives both numbers');
    return { caseId, code: slipQrText({ number: slipNumber, caseNumber }), caseNumber };
  };

  it('opens its case for the citizen at the counter', async () => {
    const { caseId, code } = await accepted();
    expect(shown()?.openCase).toBe(null);
    await scan(code);
    expect(shown()?.openCase).toEqual({ caseId, at: desk.clock.now.toISOString() });
  });

  it('brings a citizen back who waits, with nothing proved: neither before nor after a restart', async () => {
    const { caseId, code } = await accepted();
    const visitId = desk.services.visits.present()?.visitId ?? '';
    done(await answerOf(desk.services.visits.act(TELLER, desk.request('park'), { kind: 'parked', visitId })));
    await scan(code);
    const proved = () => {
      const { checked, shownBy, agent, card, document } = desk.services.visits.present() ?? {};
      return { checked, shownBy, agent, card, document };
    };
    const nothing = { checked: null, shownBy: ['slip'], agent: null, card: null, document: null };
    expect([shown()?.openCase?.caseId, proved()]).toEqual([caseId, nothing]);
    const { context, rack, deviceService } = desk;
    const again = createServices({
      context,
      devices: rack.devices,
      deviceService,
      forwarding: { reachable: () => false, wake: () => undefined },
      demoAccounts: [],
      dock: null,
    });
    const { checked, shownBy, agent } = again.visits.reception().present ?? {};
    expect({ checked, shownBy, agent }).toEqual({ checked: null, shownBy: ['slip'], agent: null });
    await again.stop();
  });

  it('begins a visit of its citizen when nobody is at the counter, and opens the case, also while the centre is away', async () => {
    const { caseId, code } = await accepted();
    end();
    desk.central.mood = 'down';
    await scan(code);
    expect(shown()).toMatchObject({ openedBy: 'slip', openCase: { caseId }, person: { name: '李建国' } });
    expect(done(desk.services.viewCase(TELLER, caseId)).phase).toBe('accepted');
  });

  it('of another citizen is a question, and one that this counter never issued is refused', async () => {
    const { code, caseNumber } = await accepted();
    end();
    await put('retiree');
    await scan(code);
    expect(shown()).toMatchObject({ openCase: null, other: { kind: 'slip', maskedName: '李*国' } });
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
    expect(shown()?.other).toMatchObject({ kind: 'id-number', maskedName: '王*芬' });
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
  desk.services.visits.tellerChanged(null);
  await scan(LI_JIANGUO);
  desk.services.visits.tellerChanged(TELLER);
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

const leftBehind = () => shownLeftBehind(desk.services.visits.reception());

describe('a card that stays in the reader', () => {
  it('is named for giving it back when the visit is over, and may be taken up again', async () => {
    await put('employee');
    end();
    expect(leftBehind()).toEqual([{ reader: 'card', maskedName: '李*国' }]);
    done(
      await answerOf(
        desk.services.visits.act(TELLER, desk.request('take-up'), { kind: 'lying-taken-up', reader: 'card' }),
      ),
    );
    expect(shown()?.person?.name).toBe('李建国');
    expect(leftBehind()).toEqual([]);
  });

  it('and was answered with 继续 is still named, and asked about when the teller wants it', async () => {
    await put('employee');
    await lay('retiree');
    await decide('stay');
    expect(shown()?.other).toBe(null);
    expect(leftBehind()).toEqual([{ reader: 'id-card', maskedName: '王*芬' }]);
    done(
      await answerOf(
        desk.services.visits.act(TELLER, desk.request('take-up'), { kind: 'lying-taken-up', reader: 'id-card' }),
      ),
    );
    expect(shown()?.other?.kind).toBe('id-card');
  });
});

describe('the identity', () => {
  const accept = async () => {
    const { caseId } = done(await desk.services.cases.open(TELLER, desk.request('open'), 'YB0310'));
    const { form } = done(desk.services.viewCase(TELLER, caseId));
    return desk.services.act(TELLER, desk.request('accept'), {
      kind: 'accept',
      caseId,
      input: { ticks: {}, form },
    });
  };
  const check = () => {
    const visitId = desk.services.visits.present()?.visitId ?? '';
    done(desk.services.visits.act(TELLER, desk.request('check'), { kind: 'identity-checked', visitId }).answer);
  };
  const acceptedWith = (): unknown => {
    const payload = desk.database.prepare(`SELECT payload FROM journal WHERE kind = 'case.accept'`).pluck().get();
    return (JSON.parse(String(payload)) as { identity: unknown }).identity;
  };
  const paper = (): string =>
    String(
      desk.database
        .prepare(`SELECT json_extract(payload, '$.issued.slip') FROM journal WHERE kind = 'case.accept'`)
        .pluck()
        .get(),
    );

  it('by a number alone is to be checked: nothing is accepted, and no slip names a check nobody made', async () => {
    await typed(LI_JIANGUO);
    expect(shown()?.identity).toEqual({ identifiedBy: 'id-number', checkedBy: null, gap: 'number-only' });
    expect(await accept()).toMatchObject({ code: 'IDENTITY_TO_CHECK' });
    check();
    expect(await accept()).toMatchObject({ ok: true });
    const checkedBy = { number: '1001', name: '王小敏', at: desk.clock.now.toISOString() };
    expect(acceptedWith()).toEqual({ identifiedBy: 'id-number', checkedBy });
    expect(paper()).toContain('"how":"original"');
  });

  it('by a card is proved without a word, and the slip says that it was read', async () => {
    await put('employee');
    expect(await accept()).toMatchObject({ ok: true });
    expect(acceptedWith()).toEqual({ identifiedBy: 'card', checkedBy: null });
    expect(paper()).toContain('"how":"card"');
    expect(paper()).not.toContain('"how":"original"');
  });

  it('by a card reported lost is not proved by it, whatever is checked afterwards', async () => {
    const lost = demoPeople.find(({ person }) => person.alerts.some(({ kind }) => kind === 'card-lost'))?.id ?? '';
    await put(lost);
    expect(shown()?.identity).toMatchObject({ identifiedBy: 'id-number', gap: 'card-lost' });
    expect(await accept()).toMatchObject({ code: 'IDENTITY_TO_CHECK' });
    check();
    await accept();
    expect(shown()?.identity).toMatchObject({ identifiedBy: 'id-number', gap: null });
  });

  it('checked stays checked over a restart of the counter, and is somebody else’s affair for the next citizen', async () => {
    await typed(LI_JIANGUO);
    check();
    const { context, rack, deviceService } = desk;
    const again = createServices({
      context,
      devices: rack.devices,
      deviceService,
      forwarding: { reachable: () => false, wake: () => undefined },
      demoAccounts: [],
      dock: null,
    });
    expect(again.visits.reception().present?.checked).toMatchObject({ by: { number: '1001', name: '王小敏' } });
    await again.stop();
    end();
    await typed(WANG_SHUFEN);
    expect(shown()?.identity?.gap).toBe('number-only');
  });
});

describe('a citizen who waits', () => {
  it('is listed with the item that is not finished, keeps the draft, and comes back by the card also after a restart', async () => {
    await put('employee');
    const { caseId } = done(await desk.services.cases.open(TELLER, desk.request('open'), 'YB0413'));
    const { form } = done(desk.services.viewCase(TELLER, caseId));
    const typing = { ...form, 'residence-address': '邻县某路' };
    done(desk.services.cases.saveDraft(TELLER, caseId, { ticks: {}, form: typing }));
    const visitId = desk.services.visits.present()?.visitId ?? '';
    done(desk.services.visits.act(TELLER, desk.request('park'), { kind: 'parked', visitId }).answer);
    desk.reader.take();
    expect(shownWaiting(desk.context, desk.services.visits.reception())).toMatchObject([
      { visitId, maskedName: '李*国', items: ['异地长期居住人员备案'], parkedAt: desk.clock.now.toISOString() },
    ]);
    // Somebody else is served and gone meanwhile.
    await lay('retiree');
    end();
    desk.idReader.take();

    const { context, rack, deviceService } = desk;
    const again = createServices({
      context,
      devices: rack.devices,
      deviceService,
      forwarding: { reachable: () => true, wake: () => undefined },
      demoAccounts: [],
      dock: null,
    });
    again.visits.tellerChanged(TELLER);
    // The old process hears nothing any more.
    desk.services.visits.stop();
    await put('employee');
    expect(again.visits.present()).toMatchObject({ visitId, cardState: 'in' });
    expect(done(again.viewCase(TELLER, caseId)).form).toEqual(typing);
    expect(again.visits.reception().parked).toEqual([]);
    await again.stop();
  });

  it('may bring somebody who acts for them: the form knows the name', async () => {
    await put('employee');
    await lay('retiree');
    await decide('agent');
    expect(shown()?.agent).toEqual({ kind: 'id-card', name: '王淑芬', maskedIdNumber: '990000********2025' });
    const { caseId } = done(await desk.services.cases.open(TELLER, desk.request('open'), 'YB0310'));
    expect(Object.values(done(desk.services.viewCase(TELLER, caseId)).form)).toContain('王淑芬');
  });
});
