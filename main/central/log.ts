/**
 * One line for the technician's log. Holds no name, number or text of a citizen: `subject` is a keyed hash, and the words
 * of the central system stay out because they often repeat the citizen's name.
 */
export interface CentralLogEntry {
  readonly level: 'info' | 'warn' | 'error';
  readonly event: string;
  readonly transaction?: string;
  readonly messageId?: string;
  readonly subject?: string;
  readonly outcome?: string;
  readonly detail?: string;
  /** Time the exchange took, in milliseconds. */
  readonly durationMs?: number;
}

/** Where log lines go. */
export type CentralLog = (entry: CentralLogEntry) => void;
