import { canonicalJson } from '../../domain/journal/canonicalJson.ts';
import { keepsProof } from '../../domain/visit/arrival.ts';
import { staffActor } from '../../domain/staff/actor.ts';
import { change } from '../database.ts';
import type { Projectors } from './project.ts';

/** Staff, people and visits. */
export const peopleProjectors = {
  'account.created': (database, { payload }) => {
    change<[string, string, string]>(database, 'INSERT INTO staff (number, name, role) VALUES (?, ?, ?)').run(
      payload.number,
      payload.name,
      payload.role,
    );
  },

  'person.seen': (database, { subject, payload }) => {
    // What is not learned this time stays: a card read while the central system is down must not forget its last word.
    change<[string, string, string, ...(string | null)[]]>(
      database,
      `INSERT INTO person (person_id, id_number, name, card_number, card, document, central, central_at, central_reference)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (person_id) DO UPDATE SET
         name              = excluded.name,
         card_number       = ifnull(excluded.card_number, card_number),
         card              = ifnull(excluded.card, card),
         document          = ifnull(excluded.document, document),
         central           = ifnull(excluded.central, central),
         central_at        = ifnull(excluded.central_at, central_at),
         central_reference = ifnull(excluded.central_reference, central_reference)`,
    ).run(
      subject,
      payload.idNumber,
      payload.name,
      payload.card?.cardNumber ?? null,
      payload.card ? canonicalJson(payload.card) : null,
      payload.document ? canonicalJson(payload.document) : null,
      payload.central ? canonicalJson(payload.central.person) : null,
      payload.central?.at ?? null,
      payload.central?.reference ?? null,
    );
  },

  'visit.opened': (database, { subject, at, actor, payload }) => {
    const { number, name } = staffActor(actor);
    change<[string, string, string, string, string]>(
      database,
      `INSERT INTO visit (visit_id, opened_by, opened_at, teller_number, teller_name, shown_by) VALUES (?, ?, ?, ?, ?, '')`,
    ).run(subject, payload.by, at, number, name);
  },

  'visit.identified': (database, { subject, payload }) => {
    change<[string, string, string]>(
      database,
      `UPDATE visit SET person_id = ?, shown_by = trim(shown_by || ' ' || ?) WHERE visit_id = ?`,
    ).run(payload.personId, payload.by, subject);
  },

  'visit.identity-checked': (database, { subject, at, actor }) => {
    const { number, name } = staffActor(actor);
    change<[string, string, string, string]>(
      database,
      'UPDATE visit SET checked_at = ?, checked_by_number = ?, checked_by_name = ? WHERE visit_id = ?',
    ).run(at, number, name, subject);
  },

  'visit.agent-shown': (database, { subject, payload }) => {
    change<[string, string]>(database, 'UPDATE visit SET agent = ? WHERE visit_id = ?').run(
      canonicalJson(payload),
      subject,
    );
  },

  'visit.parked': (database, { subject, at }) => {
    change<[string, string]>(database, 'UPDATE visit SET parked_at = ? WHERE visit_id = ?').run(at, subject);
  },

  'visit.resumed': (database, { subject, actor, payload }) => {
    const { number, name } = staffActor(actor);
    change<[string, string, string]>(
      database,
      'UPDATE visit SET parked_at = NULL, teller_number = ?, teller_name = ? WHERE visit_id = ?',
    ).run(number, name, subject);
    if (keepsProof(payload.by)) return;
    change<[string]>(
      database,
      `UPDATE visit SET shown_by = '', checked_at = NULL, checked_by_number = NULL, checked_by_name = NULL, agent = NULL
       WHERE visit_id = ?`,
    ).run(subject);
  },

  'visit.taken-over': (database, { subject, actor }) => {
    const { number, name } = staffActor(actor);
    change<[string, string, string]>(
      database,
      'UPDATE visit SET teller_number = ?, teller_name = ? WHERE visit_id = ?',
    ).run(number, name, subject);
  },

  'visit.ended': (database, { subject, at, payload }) => {
    change<[string, string, string]>(database, 'UPDATE visit SET ended_at = ?, end_reason = ? WHERE visit_id = ?').run(
      at,
      payload.reason,
      subject,
    );
  },
} satisfies Projectors;
