import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ANCHOR_FILE } from '../../../main/core/lookAtMemory.ts';
import { DATABASE_FILE } from '../../../main/core/port.ts';
import { placeWorkstation } from '../../../main/core/presence.ts';
import { sm3Text } from '../../../main/core/sm3.ts';
import { GENESIS_HASH, journalText, type HashedColumns } from '../../../main/domain/journal/entry.ts';
import { runVerify } from '../../../main/ops/verify.ts';
import { openDatabase, type Database } from '../../../main/store/database.ts';
import { projectedTables } from '../../../main/store/projections/project.ts';
import { verifyStore } from '../../../main/store/verify.ts';
import { seedDevices } from '../../../main/services/devices/seedDevices.ts';
import { keepItems } from '../../../main/services/keptItems.ts';
import { canonicalDocument } from '../../../main/domain/identity/documentTypes.ts';
import { keepClosePersons } from '../../../main/services/closePersons.ts';
import { nameStandIn } from '../../../main/services/standIns.ts';
import { hallDate } from '../../../main/domain/calendar/hallTime.ts';
import type { StaffActor } from '../../../main/domain/staff/actor.ts';
import { grantPost } from '../../../main/services/posts.ts';
import { createAccount } from '../../../main/services/sessions.ts';
import { sampleItem } from '../../fixtures/catalogue/items.ts';
import { sampleMap } from '../../fixtures/catalogue/maps.ts';
import { DESK_KEY, done, openDesk, OTHER_TELLER, TELLER, type Desk } from '../../fixtures/desk/desk.ts';
import { aCardLostAndReissued, aCertificateTakenOver } from '../../fixtures/desk/cards.ts';
import { LOCK } from '../../fixtures/desk/papers.ts';
import { oneSentBackOneAnnulled } from '../../fixtures/desk/specialCases.ts';
import { virtualDriver } from '../../fixtures/desk/rack.ts';
import { nextTurn } from '../../fixtures/desk/turns.ts';

interface Row extends HashedColumns {
  readonly hash: string;
}

/** A morning at the hall, made once; each test gets a copy to spoil. */
const original = mkdtempSync(path.join(tmpdir(), 'verify-'));
let home: string;

beforeAll(async () => {
  const desk = openDesk('file', original);
  const { cases, act } = desk.services;
  desk.services.start();
  placeWorkstation(desk.store, '03', 'demonstration');
  keepItems(desk.context, [{ item: sampleItem(), map: sampleMap() }]);
  const absentee: StaffActor = { ...TELLER, number: '8001', role: 'reviewer' };
  for (const one of [TELLER, OTHER_TELLER, absentee])
    await createAccount(desk.context, { ...one, password: 'counter-1' });
  const admins = ['9001', '9002'].map((number) => ({ ...TELLER, number, role: 'administrator' as const }));
  const review = { number: '1001', role: 'reviewer', from: '2026-03-01', until: null, reason: '轮休' } as const;
  expect(grantPost(desk.context, admins[0]!, { ...review, second: admins[1]! })).toEqual({ ok: true });
  const spouse = { document: canonicalDocument('01', '990000197909233035'), relation: 'spouse' } as const;
  expect(keepClosePersons(desk.context, admins[0]!, { number: '1001', persons: [spouse] })).toBe(true);
  const plugIdentity = { vendorId: '0403', productId: '6001', serialNumber: 'A50285BI' };
  seedDevices(desk.context, [{ name: '备用打印机', driver: virtualDriver('receipt-printer', 'second'), plugIdentity }]);
  for (const idNumber of ['990000198503121011', '990000195607082025']) {
    await desk.arrive(idNumber);
    const { caseId } = done(await cases.open(TELLER, desk.request('open'), 'YB0310'));
    const { form } = done(desk.services.viewCase(TELLER, caseId));
    done(act(TELLER, desk.request('accept'), { kind: 'accept', caseId, input: { ticks: {}, form } }));
    await nextTurn();
    done(act(TELLER, desk.request('complete'), { kind: 'complete', caseId, input: {} }));
    await nextTurn();
    await desk.forward();
    desk.leave();
  }
  await oneSentBackOneAnnulled(desk);
  await oneLocked(desk);
  oneDoneForAnother(desk, admins[0]!);
  await aCardLostAndReissued(desk);
  aCertificateTakenOver(desk);
  const matter = { who: '一位老人', matter: '补缴年限', referred: null, answer: { text: '满 15 年', satisfied: true } };
  done(desk.services.firstAsked.record(TELLER, desk.request('asked'), matter));
  oneVersionPublished(desk, admins);
  await desk.services.stop();
  desk.close();
});

/** One administrator hands in the next version of an item, the other publishes it. */
function oneVersionPublished(desk: Desk, [one, other]: readonly StaffActor[]): void {
  const { services, context } = desk;
  const [item] = context.catalogue.items;
  const next = { ...item!, version: item!.version + 1, effectiveFrom: '2027-01-01', effectiveTo: undefined };
  const text = JSON.stringify({ format: 'yiguitong.items.v1', items: [next] });
  done(services.releases.propose(one!, desk.request('propose'), { text, why: '评估' }));
  done(services.releases.publish(other!, desk.request('publish'), next));
}

/** A lock that acts at once. */
async function oneLocked(desk: Desk): Promise<void> {
  await desk.arrive('990000195607082025');
  const { caseId } = done(await desk.services.cases.open(TELLER, desk.request('open'), 'YT0003'));
  done(desk.services.act(TELLER, desk.request('accept'), { kind: 'accept', caseId, input: LOCK }));
  desk.leave();
}

/** What was sent back lies with 王小敏, who is absent: her B person has it and notes something on it. */
function oneDoneForAnother(desk: Desk, admin: StaffActor): void {
  const { services, context } = desk;
  const { number } = TELLER;
  const named = { number, role: 'teller', standIn: OTHER_TELLER.number, reason: 'AB 岗' } as const;
  expect(nameStandIn(context, admin, named)).toEqual({ ok: true });
  const today = hallDate(context.clock.wall().toISOString());
  const absence = { number, from: today, to: today, half: null, reason: '病假' } as const;
  done(services.duty.enterAbsence(admin, desk.request('absence'), absence));
  const head: StaffActor = { ...admin, role: 'bureau-head' };
  const second = { number: '8001', role: 'reviewer', reason: '没有 B 岗' } as const;
  done(services.duty.enterAbsence(admin, desk.request('absence'), { ...absence, number: '8001' }));
  done(services.duty.nameSubstitute(head, desk.request('substitute'), { ...second, substitute: '1002' }));
  const { caseId } = services.listTasks(OTHER_TELLER).find(({ mine }) => mine)!;
  done(services.act(OTHER_TELLER, desk.request('note'), { kind: 'note', caseId, input: { note: '已联系群众' } }));
}
afterAll(() => rmSync(original, { recursive: true }));
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'verify-'));
  for (const name of [DATABASE_FILE, ANCHOR_FILE]) copyFileSync(path.join(original, name), path.join(home, name));
  writeFileSync(path.join(home, 'database.key'), DESK_KEY, { mode: 0o600 });
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(home, { recursive: true });
});

/** Opens the copy as somebody with the key and time on their hands would: no triggers, no reference checks. */
function tamper(work: (database: Database) => void): void {
  const opened = openDatabase(path.join(home, DATABASE_FILE), DESK_KEY);
  if (!opened.ok) throw new Error(opened.detail);
  const { database } = opened;
  database.pragma('foreign_keys = OFF');
  const triggers = database
    .prepare<[], { name: string; sql: string }>(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`)
    .all();
  for (const { name } of triggers) database.exec(`DROP TRIGGER ${name}`);
  work(database);
  // Put back as they were, so that they are not what is found.
  for (const { sql } of triggers) database.exec(sql);
  database.close();
}

const COLUMNS = `sequence, entry_id AS entryId, at, actor_kind AS actorKind, actor, actor_name AS actorName,
  actor_role AS actorRole, workstation, kind, subject, payload, previous_hash AS previousHash, hash`;
const rowsOf = (database: Database): Row[] =>
  database.prepare<[], Row>(`SELECT ${COLUMNS} FROM journal ORDER BY sequence`).all();

/** Writes rows with their hashes computed anew, as somebody who knows the algorithm would. */
function rewrite(database: Database, rows: readonly Omit<Row, 'previousHash' | 'sequence'>[]): Row[] {
  database.exec('DELETE FROM journal');
  let previousHash = GENESIS_HASH;
  /** Hashes as they are now, by those that stood there: the acts of a case name the one before them. */
  const renamed = new Map<string, string>();
  return rows.map((row, index) => {
    const payload = row.payload.replace(
      /"previous":"(\w{64})"/,
      (_, named: string) => `"previous":"${renamed.get(named) ?? named}"`,
    );
    const columns = { ...row, payload, sequence: index + 1, previousHash };
    const written = { ...columns, hash: sm3Text(journalText(columns)) };
    database
      .prepare(
        `INSERT INTO journal VALUES (@sequence, @entryId, @at, @actorKind, @actor, @actorName, @actorRole, @workstation, @kind,
           @subject, @payload, @previousHash, @hash)`,
      )
      .run(written);
    previousHash = written.hash;
    renamed.set(row.hash, written.hash);
    return written;
  });
}

/** The command line's answer: exit code and what it printed. */
async function verify(...more: string[]): Promise<{ code: number; answer: Record<string, unknown> }> {
  const written: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  const code = await runVerify(['--home', home, '--json', ...more]);
  return { code, answer: JSON.parse(written.join('')) as Record<string, unknown> };
}

async function expectFound(check: string, where: string | RegExp): Promise<void> {
  const { code, answer } = await verify();
  expect({ code, ...answer }).toMatchObject({
    code: 1,
    ok: false,
    check,
    where: typeof where === 'string' ? where : (expect.stringMatching(where) as unknown),
  });
}

describe('a healthy history', () => {
  it('passes, and the head it names passes as a known head', async () => {
    const { code, answer } = await verify();
    expect([code, answer.ok]).toEqual([0, true]);
    const head = answer.head as { sequence: number; hash: string };
    expect(head.sequence).toBe(answer.entries);
    const again = await verify('--head', `${head.sequence}:${head.hash}`);
    expect(again.code).toBe(0);
  });

  it('is described in Chinese for people', async () => {
    const written: string[] = [];
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      written.push(String(text));
      return true;
    });
    expect(await runVerify(['--home', home])).toBe(0);
    expect(written.join('')).toMatch(/办理记录的哈希链：正常[\s\S]*共 \d+ 条办理记录/);
  });

  it('that stands elsewhere than a head known from paper is found', async () => {
    const { code, answer } = await verify('--head', `3:${'ab'.repeat(32)}`);
    expect({ code, ...answer }).toMatchObject({ code: 1, check: 'anchor', where: 'journal 3' });
    const beyond = await verify('--head', `999:${'ab'.repeat(32)}`);
    expect(beyond.answer).toMatchObject({ check: 'anchor', where: 'journal 999' });
  });
});

describe('the schema', () => {
  const alter = (statement: string): void => {
    const opened = openDatabase(path.join(home, DATABASE_FILE), DESK_KEY);
    if (!opened.ok) throw new Error(opened.detail);
    opened.database.exec(statement);
    opened.database.close();
  };

  it.each([
    ['a trigger that is gone', 'DROP TRIGGER journal_has_no_gap', 'trigger journal_has_no_gap'],
    [
      'a trigger that falsifies what is written later',
      `CREATE TRIGGER helper AFTER INSERT ON slip BEGIN UPDATE service_case SET state = 'abandoned'; END`,
      'trigger helper',
    ],
    ['a table nobody made', 'CREATE TABLE notes (text TEXT) STRICT', 'table notes'],
    ['a view nobody made', 'CREATE VIEW everybody AS SELECT * FROM person', 'view everybody'],
    ['an index that is gone', 'DROP INDEX visit_present', 'index visit_present'],
    ['a column nobody made', 'ALTER TABLE visit ADD COLUMN hint TEXT', 'table visit'],
  ])('with %s is named', async (_what, statement, where) => {
    alter(statement);
    await expectFound('schema', where);
  });

  it('whose projections another version of the program made is not taken for tampered', async () => {
    alter('UPDATE projection_version SET version = version - 1; DELETE FROM item_use');
    const { code, answer } = await verify();
    expect([code, answer.check]).toEqual([2, null]);
    expect(answer.message).toContain('启动一次');
  });
});

describe('a journal row', () => {
  it.each([
    ['payload', `payload = replace(payload, 'YB0310', 'YB0413')`, "kind = 'case.open'"],
    ['actor', `actor = '1002'`, "kind = 'case.accept'"],
    ['actor name', `actor_name = '别人'`, "kind = 'case.complete'"],
    ['actor role', `actor_role = 'administrator'`, "kind = 'case.complete'"],
    ['time', `at = '2026-11-19T01:30:00.000Z'`, "kind = 'case.accept'"],
    ['workstation', `workstation = '04'`, "kind = 'visit.opened'"],
    ['subject', `subject = 'nobody'`, "kind = 'visit.ended'"],
    ['kind', `kind = 'visit.ended'`, "kind = 'visit.opened'"],
    ['entry id', `entry_id = 'other'`, "kind = 'message.delivered'"],
    ['hash', `hash = '${'0'.repeat(64)}'`, "kind = 'message.delivered'"],
  ])('whose %s was changed is named', async (_column, change, where) => {
    let sequence = 0;
    tamper((database) => {
      sequence = Number(database.prepare(`SELECT min(sequence) FROM journal WHERE ${where}`).pluck().get());
      database.exec(`UPDATE journal SET ${change} WHERE sequence = ${sequence}`);
    });
    await expectFound('chain', `journal ${sequence}`);
  });

  it('deleted in the middle is named by the one that follows', async () => {
    tamper((database) => database.exec('DELETE FROM journal WHERE sequence = 5'));
    await expectFound('chain', 'journal 6');
  });

  it('deleted in the middle, with the rest renumbered, is named', async () => {
    tamper((database) => {
      database.exec('DELETE FROM journal WHERE sequence = 5');
      const last = rowsOf(database).length + 1;
      for (let n = 6; n <= last; n += 1) database.exec(`UPDATE journal SET sequence = ${n - 1} WHERE sequence = ${n}`);
    });
    await expectFound('chain', 'journal 5');
  });

  it.each([1, 3])(
    '%i of them deleted at the end, with their projections, are missed by the head file',
    async (count) => {
      let last = 0;
      tamper((database) => {
        last = rowsOf(database).length;
        database.exec(`DELETE FROM journal WHERE sequence > ${last - count}`);
        database.exec(`UPDATE visit SET ended_at = NULL, end_reason = NULL WHERE visit_id = (
        SELECT visit_id FROM visit ORDER BY opened_at DESC, rowid DESC LIMIT 1)`);
      });
      await expectFound('anchor', `journal ${last - count + 1}`);
    },
  );

  it('swapped with its neighbour is named', async () => {
    tamper((database) => {
      database.exec('UPDATE journal SET sequence = 999 WHERE sequence = 4');
      database.exec('UPDATE journal SET sequence = 4 WHERE sequence = 5');
      database.exec('UPDATE journal SET sequence = 5 WHERE sequence = 999');
    });
    await expectFound('chain', 'journal 4');
  });

  it('appended with a wrong hash is named', async () => {
    let last = 0;
    tamper((database) => {
      last = rowsOf(database).length;
      database.exec(`INSERT INTO journal SELECT sequence + 1, 'new', at, actor_kind, actor, actor_name, actor_role, workstation,
        'core.stopped', 'counter', '{}', hash, '${'1'.repeat(64)}' FROM journal WHERE sequence = ${last}`);
    });
    await expectFound('chain', `journal ${last + 1}`);
  });

  it('appended with the right hash, without a trace in any projection, is missed by the head file', async () => {
    let last = 0;
    tamper((database) => {
      const rows = rowsOf(database);
      last = rows.length;
      const extra = { ...rows[last - 1]!, entryId: 'new', kind: 'core.stopped', subject: 'counter', payload: '{}' };
      rewrite(database, [...rows, extra]);
    });
    await expectFound('anchor', `journal ${last + 1}`);
  });

  it('changed with the whole chain computed anew is missed by the head file', async () => {
    let last = 0;
    tamper((database) => {
      const rows = rowsOf(database);
      last = rows.length;
      rewrite(
        database,
        rows.map((row) => ({ ...row, actorName: '别人' })),
      );
      database.exec(`UPDATE service_case SET handler_name = '别人'`);
    });
    await expectFound('anchor', `journal ${last}`);
  });

  it('with a number taken twice is named, even when every hash is right', async () => {
    let sequence = 0;
    tamper((database) => {
      const rows = rowsOf(database);
      const second = rows.filter(({ kind }) => kind === 'case.accept')[1]!;
      sequence = second.sequence;
      rewrite(
        database,
        rows.map((row) =>
          row === second ? { ...row, payload: row.payload.replaceAll('SL2026112003-0002', 'SL2026112003-0001') } : row,
        ),
      );
    });
    await expectFound('numbers', `journal ${sequence}`);
  });

  it('whose payload cannot be read, with every hash right, is named', async () => {
    tamper((database) => {
      rewrite(
        database,
        rowsOf(database).map((row, index) => (index === 3 ? { ...row, payload: '{"broken' } : row)),
      );
    });
    await expectFound('reading', 'journal 4');
  });
});

describe.each(projectedTables)('the projection %s', (table) => {
  const keyOf = (database: Database): string[] =>
    database
      .prepare<[string], string>('SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk')
      .pluck()
      .all(table);
  const first = (database: Database): { columns: Record<string, unknown>; where: string; named: string } => {
    const key = keyOf(database);
    const columns = database.prepare(`SELECT * FROM ${table} ORDER BY ${key.join(', ')}`).get() as Record<
      string,
      unknown
    >;
    return {
      columns,
      where: key.map((name) => `${name} = '${String(columns[name])}'`).join(' AND '),
      named: `${table} ${key.map((name) => String(columns[name])).join(' ')}`,
    };
  };

  it('with a changed row in any of its columns is named', () => {
    const columns: string[] = [];
    tamper((database) =>
      columns.push(...Object.keys(first(database).columns).filter((name) => !keyOf(database).includes(name))),
    );
    expect(columns).not.toEqual([]);
    const opened = openDatabase(path.join(home, DATABASE_FILE), DESK_KEY);
    if (!opened.ok) throw new Error(opened.detail);
    opened.database.pragma('foreign_keys = OFF');
    const check = () => verifyStore(opened.database, { anchorFile: path.join(home, ANCHOR_FILE), hashText: sm3Text });
    for (const column of columns) {
      const row = first(opened.database);
      const before = row.columns[column];
      const changed = typeof before === 'number' ? before + 1 : typeof before === 'string' ? `${before}x` : 'x';
      const set = opened.database.prepare(`UPDATE ${table} SET ${column} = ? WHERE ${row.where}`);
      set.run(changed);
      expect(check(), column).toMatchObject({ ok: false, defect: { check: 'projection', where: row.named } });
      set.run(before);
    }
    expect(check()).toMatchObject({ ok: true });
    opened.database.close();
  });

  it('with a missing row is named', async () => {
    let named = '';
    tamper((database) => {
      const row = first(database);
      named = row.named;
      database.exec(`DELETE FROM ${table} WHERE ${row.where}`);
    });
    await expectFound('projection', named);
  });

  it('with a row too many is named', async () => {
    tamper((database) => {
      const { columns } = first(database);
      const names = Object.keys(columns);
      const [key] = keyOf(database);
      const unique: Record<string, unknown> = {
        case_number: null,
        id_number: 'extra',
        message_id: 'extra',
        sent_as: 'extra',
      };
      const extra = names.map((name) => {
        if (name === key) return typeof columns[name] === 'number' ? 9_999 : '~extra';
        return name in unique ? unique[name] : columns[name];
      });
      database.prepare(`INSERT INTO ${table} VALUES (${names.map(() => '?').join(', ')})`).run(...extra);
    });
    await expectFound('projection', new RegExp(`^${table} (~extra|9999)`));
  });
});

describe('the head file', () => {
  it('that is missing is named', async () => {
    rmSync(path.join(home, ANCHOR_FILE));
    await expectFound('anchor', 'head file');
  });

  it.each(['', 'rubbish', `${'0'.repeat(16)} ${'z'.repeat(64)}`])('that is damaged is named: %j', async (text) => {
    writeFileSync(path.join(home, ANCHOR_FILE), text);
    await expectFound('anchor', 'head file');
  });
});

describe('a database file', () => {
  it('with a spoiled page is named and no exception', async () => {
    const file = path.join(home, DATABASE_FILE);
    const bytes = readFileSync(file);
    bytes.fill(0x55, bytes.length - 3 * 4_096, bytes.length - 2 * 4_096);
    writeFileSync(file, bytes);
    await expectFound('quick-check', 'database');
  });
});

describe('what cannot be checked ends with code 2 and says why', () => {
  const quietly = async (...args: string[]): Promise<{ code: number; said: string }> => {
    const said: string[] = [];
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      said.push(String(text));
      return true;
    });
    return { code: await runVerify(args), said: said.join('') };
  };

  it.each([
    ['no home', [], '必须给出数据文件夹'],
    ['an unknown option', ['--house', '/tmp'], '--house'],
    ['a head that is none', ['--home', '/tmp', '--head', '12'], '应为 序号'],
    ['a home that is not there', ['--home', '/nowhere'], '没有数据库'],
  ])('%s', async (_what, args, reason) => {
    expect(await quietly(...args)).toEqual({ code: 2, said: expect.stringContaining(reason) as unknown });
  });

  it('a missing, an open, a wrong key', async () => {
    const key = path.join(home, 'database.key');
    writeFileSync(key, 'a5'.repeat(32));
    expect(await quietly('--home', home)).toMatchObject({
      code: 2,
      said: expect.stringContaining('密钥打不开') as unknown,
    });
    const other = path.join(home, 'escrow.key');
    writeFileSync(other, DESK_KEY, { mode: 0o600 });
    expect((await verify('--key-file', other)).code).toBe(0);
    writeFileSync(path.join(home, 'open.key'), DESK_KEY, { mode: 0o644 });
    expect((await quietly('--home', home, '--key-file', path.join(home, 'open.key'))).said).toContain(
      '可被其他用户读取',
    );
    rmSync(key);
    expect((await quietly('--home', home)).said).toContain('找不到密钥文件');
  });

  it('a database of another version', async () => {
    tamper((database) => database.pragma('user_version = 40'));
    expect(await quietly('--home', home)).toMatchObject({ code: 2, said: expect.stringContaining('40') as unknown });
  });
});
