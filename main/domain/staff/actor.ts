import { z } from 'zod';
import type { Role } from './role.ts';

/** A member of the staff as records name one, whatever their post. */
export const staffNameSchema = z.object({ number: z.string(), name: z.string() }).readonly();

/** A member of the staff as records name one. */
export type StaffName = z.infer<typeof staffNameSchema>;

/** A member of the staff who did something: printed, journalled and shown. */
export interface StaffActor {
  readonly kind: 'person';
  /** Staff number, the one signed in with. */
  readonly number: string;
  readonly name: string;
  readonly role: Role;
}

/** Parts of the system that act by themselves, as a history names them. */
export const systemPartTitles = {
  counter: '柜台程序',
  forwarder: '自动传送',
  clock: '定时程序',
  hub: '大厅服务器',
} as const satisfies Record<string, string>;

/** A part of the system that acts by itself. */
export type SystemPart = keyof typeof systemPartTitles;

/** A part of the system that did something nobody asked it for: never counted among what people did. */
export interface SystemActor {
  readonly kind: 'system';
  readonly part: SystemPart;
}

/** Who did something. */
export type Actor = StaffActor | SystemActor;

/** The actor as a history shows it. */
export function actorName(actor: Actor): string {
  return actor.kind === 'person' ? actor.name : systemPartTitles[actor.part];
}

/** The person who did what only a person does. Throws for a part of the system: such a history is broken. */
export function staffActor(actor: Actor): StaffActor {
  if (actor.kind !== 'person') throw new Error(`the ${actor.part} cannot have done what only a person does`);
  return actor;
}

/** Who acted, with whom they stood in for where they did (AB 岗代办). */
export function performerText(name: string, inPlaceOf: StaffName | undefined): string {
  return inPlaceOf ? `${name}（代 ${inPlaceOf.name} ${inPlaceOf.number}）` : name;
}
