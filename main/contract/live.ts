import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { stream } from './caller.ts';
import { deviceSchema } from './device.ts';
import { dockSchema } from './demo.ts';
import { printJobSchema } from './slip.ts';
import { lockedSessionSchema, signedInSchema } from './session.ts';
import { leftBehindSchema, unfinishedVisitSchema, visitSchema, waitingVisitSchema } from './visit.ts';

/** A light on the top bar: `ok` green, `busy` turning, `warn` amber, `bad` red. The text says it without the colour. */
export const lightSchema = z.strictObject({
  level: z.enum(['ok', 'busy', 'warn', 'bad']),
  text: z.string(),
  /** What to do about it; empty when nothing is to be done. */
  advice: z.string(),
});

/** Everything the window shows that changes by itself. The whole state is sent on every change. */
export const liveSchema = z.strictObject({
  /** Identity of this run of the core: another value means the core was restarted. */
  coreRun: z.string(),
  hall: z.strictObject({
    organ: z.string(),
    hall: z.string(),
    window: z.string(),
    demo: z.boolean(),
    /** Synthetic people (region 990000) are served here. */
    trainingPeople: z.boolean(),
  }),
  session: signedInSchema.nullable(),
  locked: lockedSessionSchema.nullable(),
  lights: z.strictObject({
    cardReader: lightSchema,
    /** Null when this counter has no such device. */
    idCardReader: lightSchema.nullable(),
    scanner: lightSchema.nullable(),
    printer: lightSchema,
    central: lightSchema,
    /** What the counter itself needs this person to do: null when nothing. */
    counter: lightSchema.nullable(),
  }),
  /** True when 读卡 does something now: a reader that does not notice cards by itself, or a card that could not be read. */
  readCard: z.boolean(),
  /** Every device with its state, for whoever may work on devices; empty for others. */
  devices: z.array(deviceSchema),
  /** Receipt printers a waiting slip can be moved to, the preferred one first. */
  printers: z.array(z.strictObject({ deviceId: z.string(), name: z.string(), ready: z.boolean() })),
  /** Completed transactions not yet delivered, and those the central system refused. */
  outbox: z.strictObject({ waiting: z.int(), refused: z.int() }),
  /** How many cases were accepted here and are not completed; 0 for whoever can not complete them. */
  accepted: z.int(),
  /** True when a scanner that types like a keyboard is set up: the window watches the keys for its codes. */
  typingScanner: z.boolean(),
  /** Why what was scanned or laid did nothing, for the teller; null when it did something. */
  scanNotice: z
    .strictObject({ noticeId: z.string(), happened: z.string(), kept: z.string(), next: z.string() })
    .nullable(),
  /** The citizen at the counter; null when none, or when the session may not see it. */
  visit: visitSchema.nullable(),
  /** Citizens who wait, the longest first; for the teller. */
  waiting: z.array(waitingVisitSchema),
  /** A visit that another teller began and did not end; for the teller who is here now. */
  unfinished: unfinishedVisitSchema.nullable(),
  /** What lies on the readers and belongs to no visit; for the teller. */
  leftBehind: z.array(leftBehindSchema),
  /** Print jobs of this visit, and older ones whose outcome a person must tell. */
  printing: z.array(printJobSchema),
  /** Demonstration accounts, offered only before sign-in and only in demonstration mode. */
  demoAccounts: z.array(
    z.strictObject({ number: z.string(), name: z.string(), roleTitle: z.string(), password: z.string() }),
  ),
  /** The device dock; null outside demonstration mode. */
  dock: dockSchema.nullable(),
});

/** Everything the window shows that changes by itself. */
export type Live = z.infer<typeof liveSchema>;
/** A light on the top bar. */
export type Light = z.infer<typeof lightSchema>;

export const liveContract = {
  /** First value at once, then one per change. Ends when the session changes hands is not needed: the value carries the session. */
  watch: stream(['window']).output(eventIterator(liveSchema)),
};
