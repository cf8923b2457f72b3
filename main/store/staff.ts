import type { PostGrant } from '../domain/staff/posts.ts';
import type { Role } from '../domain/staff/role.ts';
import { sql, type ReadDatabase } from './database.ts';

/** A member of the staff with the posts beside their own. */
export interface StaffRow {
  readonly number: string;
  readonly name: string;
  readonly role: Role;
  readonly granted: readonly PostGrant[];
}

/** Granted posts, and those of somebody who is named for another on one day. */
const GRANTS = `SELECT number, role, starts_on AS "from", ends_on AS until FROM staff_post
  UNION SELECT substitute, role, day, day FROM substitute`;

/** Whether this is somebody whose business the member of the staff must not handle: themselves or a relative. */
export function isClosePerson(database: ReadDatabase, number: string, personId: string): boolean {
  return (
    sql<[string, string], { relation: string }>(
      database,
      'SELECT relation FROM staff_close_person WHERE number = ? AND person_id = ?',
    ).get(number, personId) !== undefined
  );
}

/** The member of the staff with this number. */
export function findStaff(database: ReadDatabase, number: string): StaffRow | undefined {
  const staff = sql<[string], Omit<StaffRow, 'granted'>>(
    database,
    'SELECT number, name, role FROM staff WHERE number = ?',
  ).get(number);
  if (!staff) return undefined;
  const granted = sql<[string], PostGrant>(
    database,
    `SELECT role, "from", until FROM (${GRANTS}) WHERE number = ? ORDER BY "from", role`,
  ).all(number);
  return { ...staff, granted };
}

/** Everybody with all their posts, in the order of their numbers. */
export function staffWithPosts(database: ReadDatabase): readonly StaffRow[] {
  const grants = sql<[], PostGrant & { readonly number: string }>(
    database,
    `${GRANTS} ORDER BY number, "from", role`,
  ).all();
  const byNumber = Map.groupBy(grants, ({ number }) => number);
  return sql<[], Omit<StaffRow, 'granted'>>(database, 'SELECT number, name, role FROM staff ORDER BY number')
    .all()
    .map((staff) => ({ ...staff, granted: byNumber.get(staff.number) ?? [] }));
}
