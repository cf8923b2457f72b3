/** What a printer knows of itself. */
export interface PrinterCondition {
  readonly power: 'on' | 'off';
  readonly paper: 'ok' | 'near-end' | 'end';
  readonly cover: 'closed' | 'open';
  readonly error: 'none' | 'cutter' | 'recoverable' | 'unrecoverable';
  /** False after somebody pressed the key that takes the printer off line. */
  readonly online: boolean;
}

/** True when rows can come out. */
export function canPrint(condition: PrinterCondition): boolean {
  const { power, paper, cover, error, online } = condition;
  return power === 'on' && online && paper !== 'end' && cover === 'closed' && error === 'none';
}

const bits = (on: boolean, value: number): number => (on ? value : 0);

/** The answer to DLE EOT n; bits 1 and 4 are always set. Source: as in `native/printer/status.ts`. */
export function realTimeStatus(query: number, condition: PrinterCondition): number {
  const { paper, cover, error } = condition;
  switch (query) {
    case 1:
      return 0x12 | bits(!canPrint(condition), 0x08);
    case 2:
      return 0x12 | bits(cover === 'open', 0x04) | bits(paper === 'end', 0x20) | bits(error !== 'none', 0x40);
    case 3:
      return 0x12 | errorBits(error);
    default:
      return 0x12 | bits(paper !== 'ok', 0x0c) | bits(paper === 'end', 0x60);
  }
}

/** The answer to GS r 1. */
export function paperStatus({ paper }: PrinterCondition): number {
  return bits(paper !== 'ok', 0x03) | bits(paper === 'end', 0x0c);
}

/** The four bytes a printer sends by itself after GS a. */
export function automaticStatus(condition: PrinterCondition): Uint8Array {
  const { cover, error } = condition;
  const first = 0x10 | bits(!canPrint(condition), 0x08) | bits(cover === 'open', 0x20);
  return Uint8Array.of(first, errorBits(error), paperStatus(condition), 0x00);
}

function errorBits(error: PrinterCondition['error']): number {
  return bits(error === 'cutter', 0x08) | bits(error === 'unrecoverable', 0x20) | bits(error === 'recoverable', 0x40);
}
