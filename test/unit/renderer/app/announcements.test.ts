import { describe, expect, it } from 'vitest';
import type { Live } from '../../../../main/contract/liveState.ts';
import type { Visit } from '../../../../main/contract/visit.ts';
import { changesInWords } from '../../../../renderer/app/useLiveAnnouncements.ts';

const light = { level: 'ok', text: '就绪', advice: '' } as const;
const quiet: Live = {
  coreRun: 'run',
  now: '2026-11-21T01:00:00.000Z',
  hall: { organ: '示范县医疗保障局', hall: '医保大厅', window: '03', demo: true, trainingPeople: true },
  session: null,
  locked: null,
  lights: { cardReader: light, idCardReader: null, scanner: null, printer: light, central: light, counter: null },
  readCard: false,
  devices: [],
  printers: [],
  outbox: { waiting: 0, refused: 0 },
  tasks: 0,
  awaited: { count: 0, remind: 0 },
  today: { accepted: 0, completed: 0 },
  noAccounts: false,
  typingScanner: false,
  scanNotice: null,
  waiting: [],
  unfinished: null,
  leftBehind: [],
  visit: null,
  printing: [],
  demoAccounts: [],
  dock: null,
  broken: [],
};
const visit: Visit = {
  visitId: '0199aaaa-0000-7000-8000-000000000001',
  startedAt: '2026-11-21T01:00:00.000Z',
  openedBy: 'card',
  card: 'in',
  other: null,
  asking: null,
  askedNumber: null,
  identity: null,
  agent: null,
  advice: '',
  openCase: null,
  photo: null,
  lookUp: { state: 'found', message: '' },
  person: {
    personId: '0199aaaa-0000-7000-8000-000000000002',
    name: '赵秀英',
    maskedIdNumber: '990000********3063',
    facts: [],
    insurances: [],
    identityMarks: [],
    alerts: [],
    locks: [],
    centralAnswer: null,
  },
  cases: [],
};
const job: Live['printing'][number] = {
  jobId: '0199aaaa-0000-7000-8000-000000000003',
  slipNumber: 'SL2026112103-0001',
  slipKind: 'SL',
  caseId: '0199aaaa-0000-7000-8000-000000000004',
  maskedName: '王*芬',
  itemName: '出具《参保凭证》',
  held: false,
  copy: 0,
  state: 'printing',
  printer: '',
  detail: '',
  at: '2026-11-21T01:01:00.000Z',
};

describe('what is said aloud', () => {
  it('says that the card was read, taken out, and that the visit ended', () => {
    expect(changesInWords(quiet, { ...quiet, visit })).toEqual(['卡已读取，赵秀英']);
    expect(changesInWords({ ...quiet, visit }, { ...quiet, visit: { ...visit, card: 'removed' } })).toEqual([
      '卡已取出',
    ]);
    expect(changesInWords({ ...quiet, visit }, quiet)).toEqual(['接待已结束']);
  });

  it('says how a print ended, once', () => {
    const printing = { ...quiet, printing: [job] };
    const printed = { ...quiet, printing: [{ ...job, state: 'printed' as const }] };
    expect(changesInWords(quiet, printing)).toEqual([]);
    expect(changesInWords(printing, printed)).toEqual(['凭条 SL2026112103-0001 已打印']);
    expect(changesInWords(printed, printed)).toEqual([]);
    const unknown = { ...quiet, printing: [{ ...job, state: 'unknown' as const }] };
    expect(changesInWords(printing, unknown)).toEqual(['请确认凭条 SL2026112103-0001 是否完整打印']);
  });

  it('never says the other citizen’s name', () => {
    const other = { kind: 'card' as const, maskedName: '李*国', maskedNumber: '990000********1011', waiting: false };
    const said = changesInWords({ ...quiet, visit }, { ...quiet, visit: { ...visit, other } });
    expect(said).toEqual(['读卡器里是另一位群众的卡']);
  });
});
