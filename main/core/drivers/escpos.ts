import { createReceiptPrinter } from '../../../native/printer/receiptPrinter.ts';
import { createSpoolerPrinter } from '../../../native/printer/spooler/spoolerPrinter.ts';
import type { Make } from './driver.ts';

/** A receipt printer: bytes on a line, or whole documents to the spooler of the system. */
export const makeEscpos: Make<'escpos'> = ({ link, profile }, { line, helper, timers, log, hooks }) => {
  if (link.transport === 'spooler') {
    const startHelper = helper('spooler');
    const { printer } = link;
    return { role: 'receipt-printer', driver: createSpoolerPrinter({ startHelper, printer, profile, timers, log }) };
  }
  const learned = ({ answersStatus }: { readonly answersStatus: boolean }): void =>
    hooks.discovered('learned', (now) =>
      now.driver === 'escpos'
        ? { ...now, profile: { ...now.profile, answersStatus, hasAnswered: answersStatus } }
        : now,
    );
  return { role: 'receipt-printer', driver: createReceiptPrinter({ open: line(link), profile, timers, log, learned }) };
};
