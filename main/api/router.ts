import { implement, ORPCError } from '@orpc/server';
import { z } from 'zod';
import type { Caller } from '../contract/caller.ts';
import { demonstrationContract } from '../contract/contract.ts';
import { failure } from '../contract/failures.ts';
import type { DeviceSettings } from '../domain/journal/entry.ts';
import { idSchema, requestIdSchema } from '../contract/shared.ts';
import type { Answer, Request } from '../services/once.ts';
import type { Services } from '../services/services.ts';
import { storageFailure } from '../services/storage.ts';
import { sessionKey, shownSession, type Session } from '../services/sessions.ts';
import type { Acted } from '../services/visits.ts';

/** What every call carries: which window speaks. Given by the shell, never by the window itself. */
export interface CallContext {
  readonly windowId: string;
}

const OUT_OF_BOUNDS = '有内容过长、缺少或格式不对';

/** The contract with what happens before every handler: failures of the disk as values, the session, who may call. */
function guardedBy({ sessions, storage, refusedTries }: Services) {
  return implement(demonstrationContract)
    .$context<CallContext>()
    .use(async ({ next, procedure }, _input, output) => {
      // A stream has no values for failures: what is wrong with its call is told as an error.
      if (procedure['~orpc'].meta.streams) return next();
      try {
        return await next();
      } catch (error) {
        // The window keeps people within these bounds; what still comes through is told, not thrown.
        if (error instanceof ORPCError && error.code === 'BAD_REQUEST')
          return output(failure('INPUT_INVALID', OUT_OF_BOUNDS));
        // What was under way has been rolled back whole.
        const fault = storage.noteError(error);
        if (fault) return output(storageFailure(fault));
        throw error;
      }
    })
    .use(({ context, next, path }) =>
      // A call is no use of the window: a page may make it by itself, also on a screen that nobody looks at.
      next({ context: { session: sessions.attend(context.windowId), procedure: path.join('.') } }),
    )
    .use(({ context, next, procedure }, input, output) => {
      const { session } = context;
      const verdict = mayCall(procedure['~orpc'].meta.callers, session);
      if (verdict.ok) return next();
      const tried = { act: context.procedure, ...triedOn(input) };
      return output(session ? refusedTries.judge(session, tried, verdict) : verdict);
    });
}

/** Whether a session (or none) may call a procedure with these callers. The contract's list is the only rule. */
function mayCall(callers: readonly Caller[], session: Session | null) {
  if (callers.includes('window')) return { ok: true } as const;
  if (!session) return failure('NOT_SIGNED_IN');
  return callers.includes(session.role) ? ({ ok: true } as const) : failure('NOT_ALLOWED');
}

/** What a refused call was about: nobody has looked at its input yet. */
const triedSchema = z.object({ caseId: idSchema.optional(), requestId: requestIdSchema.optional() });

function triedOn(input: unknown): { readonly caseId?: string; readonly requestId?: string } {
  const { caseId, requestId } = triedSchema.safeParse(input).data ?? {};
  return { ...(caseId === undefined ? {} : { caseId }), ...(requestId === undefined ? {} : { requestId }) };
}

type Guarded = ReturnType<typeof guardedBy>;
type Context = CallContext & { readonly session: Session | null; readonly procedure: string };

/** The teller behind a guarded call. The guard has let nobody else through, so a missing one is a bug. */
function signedIn(context: Pick<Context, 'session'>): Session {
  if (!context.session) throw new Error('a guarded procedure ran without a session');
  return context.session;
}

/** A request that counts once; the procedure it is for is where the contract has it. */
function asked(context: Context, input: { readonly requestId: string }): Request {
  return {
    requestId: input.requestId,
    session: sessionKey(context.windowId, signedIn(context)),
    procedure: context.procedure,
    input,
  };
}

const sessionHandlers = (guarded: Guarded['session'], { sessions, switchPost }: Services) => ({
  signIn: guarded.signIn.handler(async ({ input, context }) => {
    const answer = await sessions.signIn(context.windowId, input.number, input.password);
    return answer.ok ? { ok: true, value: shownSession(answer.value, sessions.posts(answer.value), null) } : answer;
  }),
  switchPost: guarded.switchPost.handler(({ input, context }) => {
    const answer = switchPost(context.windowId, signedIn(context), input.role);
    return answer.ok ? { ok: true, value: shownSession(answer.value, sessions.posts(answer.value), null) } : answer;
  }),
  signOut: guarded.signOut.handler(({ context }) => {
    sessions.signOut(context.windowId);
    return { ok: true, value: {} };
  }),
  changePassword: guarded.changePassword.handler(({ input, context }) =>
    // Without the passwords: what is kept of a request stays in the database.
    sessions.changePassword(context.windowId, signedIn(context), asked(context, { requestId: input.requestId }), input),
  ),
  active: guarded.active.handler(({ context }) => {
    sessions.use(context.windowId);
    return { ok: true, value: {} };
  }),
});

const liveHandlers = (guarded: Guarded['live'], { live }: Services) => ({
  watch: guarded.watch.handler(({ input, context, signal }) => live.watch(context.windowId, input.topics, signal)),
});

const visitHandlers = (guarded: Guarded['visit'], { visits, readCard }: Services) => ({
  openByIdNumber: guarded.openByIdNumber.handler(({ input, context }) =>
    visits.openByIdNumber(signedIn(context), asked(context, input), input.idNumber, input.documentType),
  ),
  scanned: guarded.scanned.handler(({ input, context }) =>
    // Without the code: it may be a token, and what is kept of a request stays in the database.
    visits.scanned(signedIn(context), asked(context, { requestId: input.requestId }), input.code),
  ),
  readCard: guarded.readCard.handler(() => {
    readCard();
    return { ok: true, value: {} };
  }),
  takeUp: guarded.takeUp.handler(({ input, context }) =>
    done(visits.act(signedIn(context), asked(context, input), { kind: 'lying-taken-up', reader: input.reader })),
  ),
  lookUpAgain: guarded.lookUpAgain.handler(({ context }) => visits.lookUpAgain(signedIn(context))),
  checkIdentity: guarded.checkIdentity.handler(({ input, context }) =>
    done(visits.act(signedIn(context), asked(context, input), { kind: 'identity-checked', visitId: input.visitId })),
  ),
  decideOther: guarded.decideOther.handler(({ input, context }) => {
    const { visitId, decision } = input;
    return done(visits.act(signedIn(context), asked(context, input), { kind: 'other-decided', visitId, decision }));
  }),
  park: guarded.park.handler(({ input, context }) =>
    done(visits.act(signedIn(context), asked(context, input), { kind: 'parked', visitId: input.visitId })),
  ),
  resume: guarded.resume.handler(({ input, context }) =>
    done(visits.act(signedIn(context), asked(context, input), { kind: 'resumed', visitId: input.visitId })),
  ),
  takeOver: guarded.takeOver.handler(({ input, context }) =>
    done(visits.act(signedIn(context), asked(context, input), { kind: 'taken-over', visitId: input.visitId })),
  ),
  end: guarded.end.handler(({ input, context }) =>
    done(visits.act(signedIn(context), asked(context, input), { kind: 'ended', visitId: input.visitId })),
  ),
  photo: guarded.photo.handler(({ input, context }) => visits.photo(signedIn(context), input)),
  reveal: guarded.reveal.handler(({ input, context }) => visits.reveal(signedIn(context), input)),
});

/** Answers when the central system has, where the act made a question for it. */
async function done({ answer, lookedUp }: Acted): Promise<Answer<Record<string, never>>> {
  await lookedUp;
  return answer.ok ? { ok: true, value: {} } : answer;
}

const catalogueHandlers = (guarded: Guarded['catalogue'], { findItems, viewItem }: Services) => ({
  item: guarded.item.handler(({ input }) => ({ ok: true, value: viewItem(input) })),
  search: guarded.search.handler(({ input }) => ({
    ok: true,
    value: findItems(input.text),
  })),
});

const caseHandlers = (
  guarded: Guarded['case'],
  { access, act, cases, viewCase, listTasks, listAwaited, listToday, revealOfCase }: Services,
) => ({
  open: guarded.open.handler(({ input, context }) =>
    cases.open(signedIn(context), asked(context, input), input.itemCode),
  ),
  view: guarded.view.handler(({ input, context }) => viewCase(signedIn(context), input.caseId)),
  reveal: guarded.reveal.handler(({ input, context }) => revealOfCase(signedIn(context), input)),
  ask: guarded.ask.handler(({ input, context }) =>
    access.ask(signedIn(context), asked(context, input), input.name, input),
  ),
  act: guarded.act.handler(({ input, context }) => act(signedIn(context), asked(context, input), input)),
  saveDraft: guarded.saveDraft.handler(({ input, context }) => cases.saveDraft(signedIn(context), input.caseId, input)),
  obtainAgain: guarded.obtainAgain.handler(({ input, context }) =>
    cases.obtainAgain(signedIn(context), asked(context, input), input.caseId),
  ),
  previewNotice: guarded.previewNotice.handler(({ input, context }) =>
    cases.previewNotice(signedIn(context), input.caseId, input),
  ),
  tasks: guarded.tasks.handler(({ context }) => ({ ok: true, value: { rows: listTasks(signedIn(context)) } })),
  awaited: guarded.awaited.handler(({ context }) => ({ ok: true, value: { rows: listAwaited(signedIn(context)) } })),
  today: guarded.today.handler(({ context }) => ({ ok: true, value: { rows: listToday(signedIn(context)) } })),
});

const slipHandlers = (guarded: Guarded['slip'], { printing, viewSlip }: Services) => ({
  view: guarded.view.handler(({ input, context }) => viewSlip(signedIn(context), input.slipNumber)),
  reprint: guarded.reprint.handler(({ input, context }) =>
    printing.reprint(signedIn(context), asked(context, input), input.slipNumber),
  ),
  settleUnknown: guarded.settleUnknown.handler(({ input, context }) =>
    printing.say(signedIn(context), asked(context, input), input.jobId, {
      kind: input.cameOut ? 'came-out' : 'did-not-come-out',
    }),
  ),
  release: guarded.release.handler(({ input, context }) =>
    printing.release(signedIn(context), asked(context, input), input.jobId),
  ),
  printAgain: guarded.printAgain.handler(({ input, context }) =>
    printing.say(signedIn(context), asked(context, input), input.jobId, { kind: 'print-again' }),
  ),
  cancelPrint: guarded.cancelPrint.handler(({ input, context }) =>
    printing.say(signedIn(context), asked(context, input), input.jobId, { kind: 'not-wanted' }),
  ),
  moveToPrinter: guarded.moveToPrinter.handler(({ input, context }) =>
    printing.say(signedIn(context), asked(context, input), input.jobId, {
      kind: 'move',
      deviceId: input.deviceId,
    }),
  ),
});

const deviceHandlers = (guarded: Guarded['device'], { devices }: Services) => ({
  detect: guarded.detect.handler(() => devices.detect()),
  add: guarded.add.handler(({ input, context }) =>
    devices.add(signedIn(context), asked(context, input), settingsOf(input)),
  ),
  change: guarded.change.handler(({ input, context }) =>
    devices.change(signedIn(context), asked(context, input), input.deviceId, settingsOf(input)),
  ),
  remove: guarded.remove.handler(({ input, context }) =>
    devices.remove(signedIn(context), asked(context, input), input.deviceId),
  ),
  prefer: guarded.prefer.handler(({ input, context }) =>
    devices.prefer(signedIn(context), asked(context, input), input.deviceId),
  ),
  test: guarded.test.handler(({ input, context }) =>
    devices.test(signedIn(context), asked(context, input), input.deviceId),
  ),
  setTracing: guarded.setTracing.handler(({ input, context }) =>
    devices.setTracing(signedIn(context), asked(context, input), input.deviceId, input.tracing),
  ),
  trace: guarded.trace.handler(({ input }) => devices.trace(input.deviceId)),
  saveTrace: guarded.saveTrace.handler(({ input, context }) =>
    devices.saveTrace(signedIn(context), asked(context, input), input.deviceId),
  ),
});

const sheetHandlers = (guarded: Guarded['sheet'], { sheets }: Services) => ({
  view: guarded.view.handler(({ input, context }) => sheets.view(signedIn(context), input.of)),
  handOut: guarded.handOut.handler(({ input, context }) =>
    sheets.handOut(signedIn(context), asked(context, input), input.of, input.how),
  ),
});

const outboxHandlers = (guarded: Guarded['outbox'], { listDelivery, sendNow }: Services) => ({
  list: guarded.list.handler(() => ({ ok: true, value: { rows: listDelivery() } })),
  sendNow: guarded.sendNow.handler(({ input, context }) =>
    sendNow(signedIn(context), asked(context, input), input.messageId),
  ),
});

const registerHandlers = (guarded: Guarded['register'], { viewRegister, exportRegister }: Services) => ({
  view: guarded.view.handler(({ input, context }) => viewRegister(signedIn(context), input)),
  export: guarded.export.handler(({ input: { requestId, ...input }, context }) =>
    exportRegister(signedIn(context), asked(context, { requestId, ...input }), input),
  ),
});

/**
 * Everything a window of this counter can call; the dock is there in a demonstration alone. Handlers under a procedure open
 * to `window` must not need a session; all others get one from the guard.
 */
export function createRouter(services: Services) {
  const guarded = guardedBy(services);
  const { demo } = services;
  const counter = {
    session: sessionHandlers(guarded.session, services),
    live: liveHandlers(guarded.live, services),
    visit: visitHandlers(guarded.visit, services),
    catalogue: catalogueHandlers(guarded.catalogue, services),
    case: caseHandlers(guarded.case, services),
    slip: slipHandlers(guarded.slip, services),
    device: deviceHandlers(guarded.device, services),
    sheet: sheetHandlers(guarded.sheet, services),
    outbox: outboxHandlers(guarded.outbox, services),
    register: registerHandlers(guarded.register, services),
  };
  if (!demo) return counter;
  return {
    ...counter,
    dock: {
      do: guarded.dock.do.handler(({ input }) => {
        demo.do(input);
        return { ok: true, value: {} };
      }),
      paper: guarded.dock.paper.handler(({ input }) => ({ ok: true, value: { svg: demo.paper(input.id) } })),
    },
  };
}

/** What is recorded of a device: the id of the press is no part of it. */
function settingsOf({ name, driver, plugIdentity }: DeviceSettings): DeviceSettings {
  return { name, driver, plugIdentity };
}
