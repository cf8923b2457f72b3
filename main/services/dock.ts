import type { Dock } from '../contract/demo.ts';

/** The device dock of demonstration mode, as the API drives it. Implemented by the demonstration wiring. */
export interface DemoDock {
  state(): Dock;
  insertCard(personId: string): void;
  removeCard(): void;
  setReaderCable(plugged: boolean): void;
  setCardFault(fault: Dock['cardFault']): void;
  setReaderFault(fault: Dock['readerFault']): void;
  layIdCard(personId: string): void;
  takeIdCard(): void;
  setIdReaderCable(plugged: boolean): void;
  setIdCardFault(fault: Dock['idCardFault']): void;
  scan(codeId: string): void;
  setScannerCable(plugged: boolean): void;
  setPrinterCable(plugged: boolean): void;
  setPaper(paper: Dock['paper']): void;
  setPrinterCover(cover: Dock['printerCover']): void;
  setPrinterFault(fault: Dock['printerFault']): void;
  setSecondPrinterCable(plugged: boolean): void;
  setCentralFault(fault: Dock['centralFault']): void;
  takePaper(): void;
  onChange(listener: () => void): () => void;
}
