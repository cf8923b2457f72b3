import { z } from 'zod';
import { foundKinds } from '../domain/device/drivers/driver.ts';
import { deviceRoles } from '../domain/device/role.ts';
import { driverSchema } from '../domain/device/drivers/table.ts';
import { plugIdentitySchema } from '../domain/device/device.ts';
import { typedText } from '../domain/typedText.ts';
import { procedure } from './caller.ts';
import { done, idSchema, instantSchema, noInput, requestIdSchema } from './shared.ts';

const roleSchema = z.enum(deviceRoles);

/** A device on the 设备 page. */
export const deviceSchema = z.strictObject({
  deviceId: idSchema,
  name: z.string(),
  role: roleSchema,
  driver: driverSchema,
  driverTitle: z.string(),
  /** Where it is: a path, `host:port`, a reader's name, a library. */
  place: z.string(),
  plugIdentity: plugIdentitySchema.nullable(),
  state: z.strictObject({
    level: z.enum(['ok', 'busy', 'warn', 'bad']),
    text: z.string(),
    /** What to do about it; empty when nothing is to be done. */
    advice: z.string(),
    /** For the technician: cause in the driver's own words; no personal data. */
    detail: z.string(),
  }),
  /** When the state became what it is; null before the first word of the driver. */
  since: instantSchema.nullable(),
  /** True for the printer that new slips go to. */
  preferred: z.boolean(),
  /** True when what goes over its line can be recorded. */
  traceable: z.boolean(),
  /** True while it is being recorded. */
  tracing: z.boolean(),
});

/** A device on the 设备 page. */
export type Device = z.infer<typeof deviceSchema>;

/** Something found plugged in that could be added. */
const foundDeviceSchema = z.strictObject({
  /** Unique in one detection. */
  key: z.string(),
  kind: z.enum(foundKinds),
  /** Path or name. */
  place: z.string(),
  manufacturer: z.string(),
  plugIdentity: plugIdentitySchema.nullable(),
  /** Name of the device of this counter that already uses it; null when none does. */
  usedBy: z.string().nullable(),
  /** Ready settings a person may take as they are; the best guess first, empty when nothing is known. */
  suggestions: z.array(driverSchema),
});

/** Something found plugged in that could be added. */
export type FoundDevice = z.infer<typeof foundDeviceSchema>;

/** Where could not be searched: a sentence, and the system's own words for the technician (empty when there are none). */
const detectionProblemSchema = z.strictObject({ text: z.string(), detail: z.string() });

/** Where could not be searched. */
export type DetectionProblem = z.infer<typeof detectionProblemSchema>;

/** One line of a trace: what went to the device or came from it, as text with personal bytes masked. */
export const traceLineSchema = z.strictObject({
  at: instantSchema,
  direction: z.enum(['to-device', 'from-device', 'note']),
  /** Hexadecimal bytes, masked ones as `··`; for a note its text. */
  text: z.string(),
});

/** The result of a device test: plain words for the technician. */
const testResultSchema = z.strictObject({
  passed: z.boolean(),
  /** One line: what was seen, or what is wrong. */
  summary: z.string(),
  /** What to do next; empty when it passed. */
  advice: z.string(),
});

/** The result of a device test. */
export type TestResult = z.infer<typeof testResultSchema>;

const deviceWrite = z.strictObject({
  requestId: requestIdSchema,
  name: typedText(40).min(1),
  driver: driverSchema,
  plugIdentity: plugIdentitySchema.nullable(),
});
const one = z.strictObject({ deviceId: idSchema });
const oneWrite = z.strictObject({ requestId: requestIdSchema, deviceId: idSchema });

/** The 设备 page. The states of the devices come with the live state. */
export const deviceContract = {
  /** What is plugged in: serial ports, smart-card readers, printers. `problems`: what could not be searched, and why. */
  detect: procedure(
    ['technician'],
    noInput,
    z.strictObject({ found: z.array(foundDeviceSchema), problems: z.array(detectionProblemSchema) }),
  ),
  /** Adds a device and starts it. Failures: DEVICE_PLACE_TAKEN, DEVICE_PATH_UNFIT, INPUT_INVALID. */
  add: procedure(['technician'], deviceWrite, z.strictObject({ deviceId: idSchema })),
  /** Changes name or settings and starts it anew. Failures: DEVICE_UNKNOWN, DEVICE_PLACE_TAKEN, DEVICE_PATH_UNFIT. */
  change: procedure(['technician'], deviceWrite.extend({ deviceId: idSchema }), done),
  /** Failures: DEVICE_UNKNOWN, DEVICE_IN_USE (slips wait for this printer). */
  remove: procedure(['technician'], oneWrite, done),
  /** New slips go to this printer. Failures: DEVICE_UNKNOWN. */
  prefer: procedure(['technician'], oneWrite, done),
  /**
   * Tries the device: reader: is there an answer, is the card in it readable; printer: a test slip. Ends by itself, at most
   * after 30 s. Failures: DEVICE_UNKNOWN.
   */
  test: procedure(['technician', 'teller'], oneWrite, testResultSchema),
  /** Begins or ends the recording of what goes over the line. Failures: DEVICE_UNKNOWN, DEVICE_NOT_TRACEABLE. */
  setTracing: procedure(['technician'], oneWrite.extend({ tracing: z.boolean() }), done),
  /** The recording so far, newest last, at most the last 2,000 lines. Failures: DEVICE_UNKNOWN. */
  trace: procedure(['technician'], one, z.strictObject({ lines: z.array(traceLineSchema) })),
  /** The recording as a text file for the vendor, personal bytes masked. Failures: DEVICE_UNKNOWN. */
  saveTrace: procedure(['technician'], oneWrite, z.strictObject({ fileName: z.string(), text: z.string() })),
};
