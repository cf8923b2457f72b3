import { z } from 'zod';
import { maskIdNumber } from '../domain/identity/mask.ts';
import type { SocialSecurityCard } from '../domain/identity/socialSecurityCard.ts';
import { createCardReader } from '../../native/card/cardReader.ts';
import type { CardReaderStatus } from '../../native/card/port.ts';
import type { ListedPort } from '../../native/transport/port.ts';
import { listSerialPorts } from '../../native/transport/serialPorts.ts';
import { systemTimers } from '../../native/systemTime.ts';
import { readArguments, refuseArguments, report, serialOptions, serialShape } from './arguments.ts';
import type { ArgumentsResult } from './arguments.ts';
import { cardFaultTexts, readerFaultTexts } from '../domain/device/faults.ts';
import { faultSentence } from './faultText.ts';
import { hostAndPort, isOnePlace, lineOpener, ONE_PLACE } from './place.ts';
import { libraryReadOrder, READ_CARD_DRIVERS_USAGE } from './readCardDrivers.ts';
import type { ReadCardOrder } from './readCardDrivers.ts';
import { describeSmartCardReaders, listSmartCardReaders, PCSC_READ_USAGE, pcscReadOrder } from './smartCardService.ts';
import { waitForOutcome } from './waitForOutcome.ts';

/** Usage lines of the commands in this file. */
export const DEVICE_USAGE = {
  list: 'device list [--json]',
  readCard: [
    'device read-card --driver serial-ccid (--path P | --tcp HOST:PORT) [--variant gempc-twin|sec1210] [--baud N] [--timeout S] [--full] [--json]',
    PCSC_READ_USAGE,
    ...READ_CARD_DRIVERS_USAGE,
  ].join('\n  '),
} as const;

const BY_HAND = '端口也可以直接用 --path 给出(虚拟终端和未列出的端口只能这样用)。';

/** `device list`: the serial ports and the smart-card readers the system names. Exit code 0 even when it cannot name any. */
export async function runDeviceList(args: readonly string[]): Promise<number> {
  const read = readArguments(args, { json: { type: 'boolean' } }, z.object({ json: z.boolean().default(false) }));
  if (!read.ok) return refuseArguments(read.message, DEVICE_USAGE.list);
  const [{ ports, problem }, readers] = await Promise.all([listPorts(), listSmartCardReaders()]);
  const lines = ports.map((port) => [port.path, port.manufacturer, port.serialNumber].filter(Boolean).join('  '));
  if (problem !== undefined) lines.push(`系统不能列出串口:${problem}`);
  else if (ports.length === 0) lines.push('没有找到串口。');
  report(
    read.options.json,
    { ok: true, ports, ...(problem === undefined ? {} : { problem }), smartCardReaders: readers },
    [...lines, BY_HAND, ...describeSmartCardReaders(readers)].join('\n'),
  );
  return 0;
}

interface PortList {
  readonly ports: readonly ListedPort[];
  readonly problem?: string;
}

/** The list of the system. */
async function listPorts(): Promise<PortList> {
  try {
    return { ports: await listSerialPorts() };
  } catch (error) {
    return { ports: [], problem: error instanceof Error ? error.message : String(error) };
  }
}

const readCardSchema = z
  .object({
    ...serialShape,
    path: serialShape.path.optional(),
    tcp: hostAndPort.optional(),
    driver: z.literal('serial-ccid', { error: '没有这种驱动' }),
    timeout: z.coerce.number().positive().max(86_400).default(30),
    full: z.boolean().default(false),
  })
  .refine(isOnePlace, ONE_PLACE);

/** What came of waiting for a card. */
type ReadCardOutcome =
  | { readonly ok: true; readonly card: SocialSecurityCard }
  | { readonly ok: false; readonly code: string; readonly message: string; readonly detail: string };

/**
 * `device read-card`: waits for a card and prints it, the ID number masked unless `--full`. Exit code 0 with a card,
 * 1 with a named failure (JSON field `code`: a reader fault, a card fault, `no-card`), 2 for wrong arguments.
 */
export async function runDeviceReadCard(args: readonly string[]): Promise<number> {
  const order = libraryReadOrder(args) ?? pcscReadOrder(args) ?? serialReadOrder(args);
  if (!order.ok) return refuseArguments(order.message, DEVICE_USAGE.readCard);
  const { reader, timeout, full, json } = order.options;
  const outcome = await waitForOutcome(reader, timeout * 1000, outcomeOf, timedOut);
  await reader.stop();
  if (!outcome.ok) {
    report(json, outcome, `${outcome.message}(${outcome.code}:${outcome.detail})`);
    return 1;
  }
  const card = full ? outcome.card : maskCard(outcome.card);
  report(json, { ok: true, card }, describeCard(card));
  return 0;
}

function serialReadOrder(args: readonly string[]): ArgumentsResult<ReadCardOrder> {
  const read = readArguments(
    args,
    {
      ...serialOptions,
      tcp: { type: 'string' },
      driver: { type: 'string' },
      timeout: { type: 'string' },
      full: { type: 'boolean' },
    },
    readCardSchema,
  );
  if (!read.ok) return read;
  const { variant, timeout, full, json } = read.options;
  const reader = createCardReader({
    // Two stop bits: the line of serial CCID readers.
    open: lineOpener(read.options, 2),
    variant,
    timers: systemTimers,
    log: (line) => process.stderr.write(`${line}\n`),
  });
  return { ok: true, options: { reader, timeout, full, json } };
}

function outcomeOf(status: CardReaderStatus): ReadCardOutcome | undefined {
  switch (status.state) {
    case 'card':
      return { ok: true, card: status.card };
    case 'card-failed':
      return {
        ok: false,
        code: status.fault,
        message: faultSentence(cardFaultTexts[status.fault]),
        detail: status.detail,
      };
    case 'unavailable':
      return {
        ok: false,
        code: status.fault,
        message: faultSentence(readerFaultTexts[status.fault]),
        detail: status.detail,
      };
    case 'connecting':
    case 'empty':
    case 'reading':
      return undefined;
  }
}

function timedOut(status: CardReaderStatus): ReadCardOutcome {
  if (status.state === 'empty') {
    return { ok: false, code: 'no-card', message: '没有插入卡片。请插卡后再试。', detail: 'no card in time' };
  }
  return {
    ok: false,
    code: 'no-answer',
    message: faultSentence(readerFaultTexts['no-answer']),
    detail: `still ${status.state}`,
  };
}

function maskCard(card: SocialSecurityCard): SocialSecurityCard {
  const { socialSecurityNumber } = card;
  return socialSecurityNumber === undefined
    ? card
    : { ...card, socialSecurityNumber: maskIdNumber(socialSecurityNumber) };
}

const LABELS = [
  ['name', '姓名'],
  ['socialSecurityNumber', '社会保障号码'],
  ['sex', '性别'],
  ['ethnicGroup', '民族代码'],
  ['bornOn', '出生日期'],
  ['birthplace', '出生地'],
  ['cardNumber', '卡号'],
  ['cardIdentifier', '卡识别码'],
  ['specification', '规范版本'],
  ['issuedOn', '发卡日期'],
  ['expiresOn', '卡有效期'],
  ['algorithm', '算法'],
  ['atr', '复位应答'],
] as const satisfies readonly (readonly [keyof SocialSecurityCard, string])[];

const WITHHELD_TEXT = {
  'needs-psam': '需PSAM卡认证后才能读取',
  'not-on-card': '卡上没有',
  'not-given-by-library': '读卡库不提供',
  faulty: '内容有误',
} as const satisfies Record<SocialSecurityCard['withheld'][number]['reason'], string>;

const SEX_TEXT = { '1': '男', '2': '女' } as const satisfies Record<NonNullable<SocialSecurityCard['sex']>, string>;

function describeCard(card: SocialSecurityCard): string {
  return LABELS.map(([field, label]) => {
    const withheld = card.withheld.find((entry) => entry.field === field);
    if (withheld !== undefined) return `${label}:(${WITHHELD_TEXT[withheld.reason]})`;
    const value = field === 'sex' && card.sex !== undefined ? SEX_TEXT[card.sex] : card[field];
    return `${label}:${value ?? '(卡片未说明)'}`;
  }).join('\n');
}
