import { join } from 'node:path';
import Database from 'better-sqlite3';

/** A transaction as the stand-in of the central system has booked it. */
export interface BookedEffect {
  readonly message: string;
  readonly transaction: string;
  /** How often it took effect: anything but 1 is a double booking. */
  readonly applied: number;
  /** How often it came in, repeats included. */
  readonly received: number;
  readonly reference: string;
}

/** What the stand-in of the central system has booked, in the order of booking. */
export function bookedEffects(home: string): BookedEffect[] {
  const database = new Database(join(home, 'demo-central.db'), { readonly: true });
  try {
    return database
      .prepare<[], BookedEffect>(
        'SELECT message_id AS message, infno AS "transaction", applied, received, reference FROM effect ORDER BY sequence',
      )
      .all();
  } finally {
    database.close();
  }
}
