import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { stream, type Caller } from './caller.ts';
import { deviceSchema } from './device.ts';
import { dockSchema } from './dock.ts';
import { failureSchema } from './failures.ts';
import { lockedSessionSchema, signedInSchema } from './session.ts';
import { instantSchema } from './shared.ts';
import { printJobSchema } from './slip.ts';
import { leftBehindSchema, unfinishedVisitSchema, visitSchema, waitingVisitSchema } from './visit.ts';

/** A light on the top bar: `ok` green, `busy` turning, `warn` amber, `bad` red. The text says it without the colour. */
const lightSchema = z.strictObject({
  level: z.enum(['ok', 'busy', 'warn', 'bad']),
  text: z.string(),
  /** What to do about it; empty when nothing is to be done. */
  advice: z.string(),
});

/** A light on the top bar. */
export type Light = z.infer<typeof lightSchema>;

/** Why something cannot be told or did nothing, in the words of a failure. */
const troubleSchema = failureSchema.pick({ happened: true, kept: true, next: true });

/** One part of what the window shows that changes by itself. */
interface LiveTopic {
  /** What is missing from the screen when this part cannot be told. */
  readonly title: string;
  /** Whose window gets it; the others are sent nothing of it. */
  readonly callers: readonly Caller[];
  readonly schema: z.ZodType;
}

/** Everything the window shows that changes by itself, in parts that are gathered, sent and may fail each by itself. */
export const liveTopics = {
  counter: {
    title: '本厅信息',
    callers: ['window'],
    schema: z.strictObject({
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
    }),
  },
  clock: {
    title: '时间',
    callers: ['window'],
    schema: z.strictObject({
      /** The time by the core's clock, in whole minutes: a window goes by no other. */
      now: instantSchema,
    }),
  },
  session: {
    title: '登录信息',
    callers: ['window'],
    schema: z.strictObject({
      session: signedInSchema.nullable(),
      /** Whose session was locked here; null while somebody is signed in. */
      locked: lockedSessionSchema.nullable(),
      /** Nobody has an account yet: nobody can sign in. */
      noAccounts: z.boolean(),
      /** Demonstration accounts, offered only before sign-in and only in demonstration mode. */
      demoAccounts: z.array(
        z.strictObject({
          number: z.string(),
          name: z.string(),
          roleTitle: z.string(),
          /** Null once its owner has chosen another: then it must be typed. */
          password: z.string().nullable(),
        }),
      ),
    }),
  },
  lights: {
    title: '设备状态',
    callers: ['window'],
    schema: z.strictObject({
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
    }),
  },
  visit: {
    title: '正在接待的群众',
    callers: ['teller'],
    schema: z.strictObject({
      /** The citizen at the counter; null when there is none. */
      visit: visitSchema.nullable(),
    }),
  },
  reception: {
    title: '等候和待归还',
    callers: ['teller'],
    schema: z.strictObject({
      /** True when 读卡 does something now: a reader that does not notice cards by itself, or a card that could not be read. */
      readCard: z.boolean(),
      /** True when a scanner that types like a keyboard is set up: the window watches the keys for its codes. */
      typingScanner: z.boolean(),
      /** Why what was scanned or laid did nothing; null when it did something. */
      scanNotice: troubleSchema.extend({ noticeId: z.string() }).nullable(),
      /** Citizens who wait, the longest first. */
      waiting: z.array(waitingVisitSchema),
      /** A visit that another teller began and did not end. */
      unfinished: unfinishedVisitSchema.nullable(),
      /** What lies on the readers and belongs to no visit. */
      leftBehind: z.array(leftBehindSchema),
    }),
  },
  printing: {
    title: '打印任务',
    callers: ['teller'],
    schema: z.strictObject({
      /** Print jobs of this visit, and older ones whose outcome a person must tell. */
      printing: z.array(printJobSchema),
      /** Receipt printers a waiting slip can be moved to, the preferred one first. */
      printers: z.array(z.strictObject({ deviceId: z.string(), name: z.string(), ready: z.boolean() })),
    }),
  },
  work: {
    title: '待办数量',
    callers: ['teller'],
    schema: z.strictObject({
      /** How many cases wait here for an act of the post of whoever is signed in. */
      tasks: z.int(),
      /** How many cases wait for papers of their citizen, and of how many the citizen is to be reminded: their time ends today or on the next working day. */
      awaited: z.strictObject({ count: z.int(), remind: z.int() }),
      /** What was done here on this hall day. What was accepted and completed in one press counts as both. */
      today: z.strictObject({ accepted: z.int(), completed: z.int() }),
    }),
  },
  outbox: {
    title: '待传数量',
    callers: ['window'],
    schema: z.strictObject({
      /** Completed transactions not yet delivered, and those the central system refused. */
      outbox: z.strictObject({ waiting: z.int(), refused: z.int() }),
    }),
  },
  devices: {
    title: '设备清单',
    callers: ['technician'],
    schema: z.strictObject({
      /** Every device with its state. */
      devices: z.array(deviceSchema),
    }),
  },
  dock: {
    title: '演示设备',
    callers: ['window'],
    schema: z.strictObject({
      /** The device dock; null outside demonstration mode. */
      dock: dockSchema.nullable(),
    }),
  },
} as const satisfies Record<string, LiveTopic>;

/** Name of a part of the live state. */
export type LiveKey = keyof typeof liveTopics;

/** What one part says. */
export type LiveValue<Key extends LiveKey> = z.infer<(typeof liveTopics)[Key]['schema']>;

/** One part as it is sent: null where the window must not have it, or with the reason why it cannot be told. */
function partOf<Schema extends z.ZodType>(topic: { readonly schema: Schema }) {
  return z
    .strictObject({
      /** The revision of the live state in which this part last changed. */
      revision: z.int(),
      value: topic.schema.nullable(),
      trouble: troubleSchema.nullable(),
    })
    .exactOptional();
}

/** The parts that changed; together with those sent before they are the state at one revision. */
const liveUpdateSchema = z.strictObject({
  revision: z.int(),
  parts: z.strictObject({
    counter: partOf(liveTopics.counter),
    clock: partOf(liveTopics.clock),
    session: partOf(liveTopics.session),
    lights: partOf(liveTopics.lights),
    visit: partOf(liveTopics.visit),
    reception: partOf(liveTopics.reception),
    printing: partOf(liveTopics.printing),
    work: partOf(liveTopics.work),
    outbox: partOf(liveTopics.outbox),
    devices: partOf(liveTopics.devices),
    dock: partOf(liveTopics.dock),
  }),
});

/** The parts that changed. */
export type LiveUpdate = z.infer<typeof liveUpdateSchema>;

export const liveContract = {
  /**
   * The parts asked for: all of them at once, then those that change, each time all from one revision. A part follows the
   * session of the window, so signing in and out needs no new call.
   */
  watch: stream(['window'])
    .input(z.strictObject({ topics: z.array(liveUpdateSchema.shape.parts.keyof()).min(1).readonly() }))
    .output(eventIterator(liveUpdateSchema)),
};
