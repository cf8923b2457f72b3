import type { Dock } from '../contract/demo.ts';

/** The device dock of demonstration mode, as the API drives it. Implemented by the demonstration wiring. */
export interface DemoDock {
  state(): Dock;
  insertCard(personId: string): void;
  removeCard(): void;
  setReaderCable(plugged: boolean): void;
  setPrinterCable(plugged: boolean): void;
  setPaper(paper: Dock['paper']): void;
  setPrinterCover(cover: Dock['printerCover']): void;
  setCentralFault(fault: Dock['centralFault']): void;
  takePaper(): void;
  onChange(listener: () => void): () => void;
}
