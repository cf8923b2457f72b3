import type { Clock } from '../../domain/time.ts';
import type { WebContents } from 'electron';
import { z } from 'zod';
import { SHEET_DONE, SHEET_ORDER } from './channel.ts';
import { isOwnPage } from './guards.ts';
import { keepSheet, removeOldSheets } from './sheetFolder.ts';

/** An order of the page. The file name is a slip number or a title; what a file system does not like in it is replaced. */
const orderSchema = z.object({
  id: z.uuid(),
  order: z.discriminatedUnion('way', [
    z.object({ way: z.literal('printer'), printer: z.string().max(200), copies: z.int().min(1).max(5) }),
    z.object({ way: z.literal('pdf'), fileName: z.string().min(1).max(100) }),
  ]),
});

type SheetOutcome = { readonly place: string } | { readonly reason: string };

/** A4 in everything: without a page size Chromium prints on what it thinks the printer holds. */
const A4 = { pageSize: 'A4' } as const;

/**
 * Prints or saves what the page has drawn for print, without a dialogue. Chromium says that the system's spooler took the pages,
 * not that paper came out.
 */
export function serveSheets(
  contents: WebContents,
  { folder, clock, log }: { readonly folder: string; readonly clock: Clock; readonly log: (line: string) => void },
): void {
  removeOldSheets(folder, clock.wall());
  contents.ipc.on(SHEET_ORDER, (event, message: unknown) => {
    const frame = event.senderFrame;
    if (frame === null || frame !== contents.mainFrame || !isOwnPage(frame.url)) {
      log('已拒绝陌生页面的打印请求');
      return;
    }
    const read = orderSchema.safeParse(message);
    if (!read.success) {
      log('已拒绝内容不合规的打印请求');
      return;
    }
    const { id, order } = read.data;
    const work = order.way === 'pdf' ? savePdf(contents, folder, order.fileName) : printSilently(contents, order);
    work
      .catch((error: unknown): SheetOutcome => {
        const reason = error instanceof Error ? error.message : String(error);
        log(`A4 sheet: ${reason}`);
        return { reason: '系统没有完成打印，原因已记入日志' };
      })
      .then((outcome) => contents.send(SHEET_DONE, { id, ...outcome }))
      .catch((error: unknown) => log(`A4 sheet: window gone: ${String(error)}`));
  });
}

async function printSilently(
  contents: WebContents,
  { printer, copies }: { readonly printer: string; readonly copies: number },
): Promise<SheetOutcome> {
  const known = await contents.getPrintersAsync();
  if (known.length === 0) return { reason: '系统里没有安装打印机' };
  // Asked here: with an unknown name Chromium silently takes another printer.
  if (printer !== '' && !known.some(({ name }) => name === printer)) return { reason: `系统里没有打印机“${printer}”` };
  return new Promise((resolve) => {
    contents.print(
      {
        ...A4,
        silent: true,
        copies,
        margins: { marginType: 'default' },
        ...(printer === '' ? {} : { deviceName: printer }),
      },
      (success, reason) => resolve(success ? { place: '' } : { reason: reason === '' ? '打印机没有接受' : reason }),
    );
  });
}

async function savePdf(contents: WebContents, folder: string, fileName: string): Promise<SheetOutcome> {
  const pdf = await contents.printToPDF({ ...A4, preferCSSPageSize: true, printBackground: true });
  return { place: keepSheet(folder, fileName, pdf) };
}
