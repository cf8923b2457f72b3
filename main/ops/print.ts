import { z } from 'zod';
import { DEFAULT_PRINTER_PROFILE } from '../domain/device/printerProfile.ts';
import { printerTestPage } from '../domain/slip/testPage.ts';
import { startHelper } from '../../native/helper/startHelper.ts';
import type { PrinterProfile, PrintOutcome, ReceiptPrinter } from '../../native/printer/port.ts';
import { createReceiptPrinter } from '../../native/printer/receiptPrinter.ts';
import { createSpoolerPrinter } from '../../native/printer/spooler/spoolerPrinter.ts';
import { fileOpener } from '../../native/transport/fileLink.ts';
import type { OpenLink } from '../../native/transport/port.ts';
import { serialOpener } from '../../native/transport/serialLink.ts';
import { tcpOpener } from '../../native/transport/tcpLink.ts';
import { systemClock, systemTimers } from '../../native/systemTime.ts';
import { numberWithin, readArguments, refuseArguments, report } from './arguments.ts';
import { printerFaultTexts } from '../domain/print/cause.ts';
import { faultSentence } from './faultText.ts';
import { hostAndPort, TYPED_PATH } from './place.ts';

/** Usage line of `device print-test`. */
export const PRINT_TEST_USAGE =
  'device print-test (--path P [--baud N] [--flow none|xon-xoff|rts-cts] | --tcp HOST:PORT | --file FILE | --spooler NAME) --columns 32|48 [--repertoire gbk|gb18030] [--qr native|raster] [--buffer BYTES] [--no-status] [--json]';

const argumentSchema = z
  .object({
    path: z.string().min(1).optional(),
    tcp: hostAndPort.optional(),
    file: z.string().min(1).optional(),
    spooler: z.string().min(1).optional(),
    columns: z.enum(['32', '48'], { error: '必须是 32（58 毫米纸）或 48（80 毫米纸）' }),
    baud: numberWithin('baudRate'),
    flow: z.enum(['none', 'xon-xoff', 'rts-cts']).default('none'),
    repertoire: z.enum(['gbk', 'gb18030']).default('gbk'),
    qr: z.enum(['native', 'raster']).default('native'),
    buffer: numberWithin('bufferBytes'),
    'no-status': z.boolean().default(false),
    json: z.boolean().default(false),
  })
  .refine(
    ({ path, tcp, file, spooler }) => [path, tcp, file, spooler].filter((place) => place !== undefined).length === 1,
    {
      path: ['path'],
      error: '--path、--tcp、--file、--spooler 必须给出其中一个',
    },
  );

type PrintTestOptions = z.infer<typeof argumentSchema>;

const toStderr = (line: string): void => void process.stderr.write(`${line}\n`);

function printerOf(options: PrintTestOptions, profile: PrinterProfile): ReceiptPrinter {
  const { path, tcp, file, spooler, baud, flow } = options;
  if (spooler !== undefined) {
    return createSpoolerPrinter({
      startHelper: () => startHelper({ kind: 'spooler', runtime: null, log: toStderr }),
      printer: spooler,
      profile,
      timers: systemTimers,
      log: toStderr,
    });
  }
  return createReceiptPrinter({ open: openerOf(), profile, timers: systemTimers, log: toStderr });

  function openerOf(): OpenLink {
    if (file !== undefined) return fileOpener({ path: file, rules: TYPED_PATH });
    if (tcp !== undefined) return tcpOpener(tcp);
    return serialOpener({
      path: path ?? '',
      baudRate: baud,
      dataBits: 8,
      stopBits: 1,
      parity: 'none',
      flowControl: flow,
      rules: TYPED_PATH,
    });
  }
}

function outcomeText(outcome: PrintOutcome): string {
  switch (outcome.outcome) {
    case 'printed':
      return '测试页已打印。';
    case 'failed':
      return `没有打印：${faultSentence(printerFaultTexts[outcome.fault])}`;
    case 'unknown':
      return `不能确定是否打印完整，请查看纸张：${faultSentence(printerFaultTexts[outcome.fault])}`;
  }
}

/**
 * `device print-test`: prints a page with everything slips use over any link. Exit code 0 when it was printed, 1 with
 * a named failure (JSON fields `outcome` failed or unknown, and `fault`), 2 for wrong arguments.
 */
export async function runPrintTest(args: readonly string[]): Promise<number> {
  const read = readArguments(
    args,
    {
      path: { type: 'string' },
      tcp: { type: 'string' },
      file: { type: 'string' },
      spooler: { type: 'string' },
      flow: { type: 'string' },
      qr: { type: 'string' },
      buffer: { type: 'string' },
      columns: { type: 'string' },
      baud: { type: 'string' },
      repertoire: { type: 'string' },
      'no-status': { type: 'boolean' },
      json: { type: 'boolean' },
    },
    argumentSchema,
  );
  if (!read.ok) return refuseArguments(read.message, PRINT_TEST_USAGE);
  const { columns, repertoire, qr, buffer, json } = read.options;
  const profile: PrinterProfile = {
    ...DEFAULT_PRINTER_PROFILE,
    columns: columns === '32' ? 32 : 48,
    repertoire,
    qr,
    bufferBytes: buffer,
    answersStatus: !read.options['no-status'],
  };
  const printer = printerOf(read.options, profile);
  printer.start();
  const outcome = await printer.print(printerTestPage(profile, systemClock.wall().toISOString()));
  await printer.stop();
  report(json, { ok: outcome.outcome === 'printed', ...outcome, message: outcomeText(outcome) }, outcomeText(outcome));
  return outcome.outcome === 'printed' ? 0 : 1;
}
