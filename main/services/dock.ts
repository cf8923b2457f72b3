import type { Dock, DockAction } from '../contract/dock.ts';
import type { Heard } from '../domain/signal.ts';

/** The devices of the demonstration, as the API drives them. Implemented by the demonstration. */
export interface DemoDock {
  state(): Dock;
  do(action: DockAction): void;
  /** The picture of a piece of paper that came out and was not taken yet, as SVG. */
  paper(id: number): string | null;
  readonly changes: Heard<void>;
}
