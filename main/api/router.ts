import { implement, ORPCError } from '@orpc/server';
import { demonstrationContract } from '../contract/contract.ts';
import { failure } from '../contract/failures.ts';
import type { DeviceSettings } from '../domain/journal/entry.ts';
import type { Request } from '../services/once.ts';
import type { Services } from '../services/services.ts';
import { storageFailure } from '../services/storage.ts';
import { sessionKey, shownSession, type Session } from '../services/sessions.ts';
import { callerOf, mayCall, type CallContext } from './guard.ts';

const OUT_OF_BOUNDS = '有内容过长、缺少或格式不对';

/**
 * Everything a window of this counter can call; the dock is there in a demonstration alone. Handlers under a procedure open
 * to `window` must not need a session; all others get one from the guard.
 */
export function createRouter(services: Services) {
  const { sessions, visits, access, cases, printing, live, devices, demo, storage } = services;

  const guarded = implement(demonstrationContract)
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
      next({ context: { session: callerOf(sessions, context), procedure: path.join('.') } }),
    )
    .use(({ context, next, procedure }, _input, output) => {
      const verdict = mayCall(procedure['~orpc'].meta.callers, context.session);
      return verdict.ok ? next() : output(verdict);
    });

  /** The teller behind a guarded call. The guard has let nobody else through, so a missing one is a bug. */
  const signedIn = (context: { readonly session: Session | null }): Session => {
    if (!context.session) throw new Error('a guarded procedure ran without a session');
    return context.session;
  };

  /** A request that counts once; the procedure it is for is where the contract has it. */
  const asked = (
    context: CallContext & { readonly session: Session | null; readonly procedure: string },
    input: { readonly requestId: string },
  ): Request => ({
    requestId: input.requestId,
    session: sessionKey(context.windowId, signedIn(context)),
    procedure: context.procedure,
    input,
  });

  const counter = {
    session: {
      signIn: guarded.session.signIn.handler(async ({ input, context }) => {
        const answer = await sessions.signIn(context.windowId, input.number, input.password);
        return answer.ok ? { ok: true, value: shownSession(answer.value, null) } : answer;
      }),
      signOut: guarded.session.signOut.handler(({ context }) => {
        sessions.signOut(context.windowId);
        return { ok: true, value: {} };
      }),
      changePassword: guarded.session.changePassword.handler(({ input, context }) =>
        // Without the passwords: what is kept of a request stays in the database.
        sessions.changePassword(signedIn(context), asked(context, { requestId: input.requestId }), input),
      ),
      active: guarded.session.active.handler(({ context }) => {
        sessions.use(context.windowId);
        return { ok: true, value: {} };
      }),
    },

    live: {
      watch: guarded.live.watch.handler(({ input, context, signal }) =>
        live.watch(context.windowId, input.topics, signal),
      ),
    },

    visit: {
      openByIdNumber: guarded.visit.openByIdNumber.handler(({ input, context }) =>
        visits.openByIdNumber(signedIn(context), asked(context, input), input.idNumber, input.documentType),
      ),
      scanned: guarded.visit.scanned.handler(({ input, context }) =>
        // Without the code: it may be a token, and what is kept of a request stays in the database.
        visits.scanned(signedIn(context), asked(context, { requestId: input.requestId }), input.code),
      ),
      readCard: guarded.visit.readCard.handler(() => visits.readCard()),
      takeUp: guarded.visit.takeUp.handler(({ input, context }) =>
        visits.takeUp(signedIn(context), asked(context, input), input.reader),
      ),
      lookUpAgain: guarded.visit.lookUpAgain.handler(({ context }) => visits.lookUpAgain(signedIn(context))),
      checkIdentity: guarded.visit.checkIdentity.handler(({ input, context }) =>
        visits.checkIdentity(signedIn(context), asked(context, input), input.visitId),
      ),
      decideOther: guarded.visit.decideOther.handler(({ input, context }) =>
        visits.decideOther(signedIn(context), asked(context, input), input.visitId, input.decision),
      ),
      park: guarded.visit.park.handler(({ input, context }) =>
        visits.park(signedIn(context), asked(context, input), input.visitId),
      ),
      resume: guarded.visit.resume.handler(({ input, context }) =>
        visits.resume(signedIn(context), asked(context, input), input.visitId),
      ),
      takeOver: guarded.visit.takeOver.handler(({ input, context }) =>
        visits.takeOver(signedIn(context), asked(context, input), input.visitId),
      ),
      end: guarded.visit.end.handler(({ input, context }) =>
        visits.end(signedIn(context), asked(context, input), input.visitId),
      ),
      photo: guarded.visit.photo.handler(({ input, context }) => visits.photo(signedIn(context), input)),
      reveal: guarded.visit.reveal.handler(({ input, context }) =>
        visits.reveal(signedIn(context), input.field, input.reason),
      ),
    },

    catalogue: {
      search: guarded.catalogue.search.handler(({ input }) => ({
        ok: true,
        value: services.findItems(input.text),
      })),
    },

    case: {
      open: guarded.case.open.handler(({ input, context }) =>
        cases.open(signedIn(context), asked(context, input), input.itemCode),
      ),
      view: guarded.case.view.handler(({ input, context }) => services.viewCase(signedIn(context), input.caseId)),
      ask: guarded.case.ask.handler(({ input, context }) =>
        access.ask(signedIn(context), asked(context, input), input.name, input),
      ),
      act: guarded.case.act.handler(({ input, context }) => cases.act(signedIn(context), asked(context, input), input)),
      saveDraft: guarded.case.saveDraft.handler(({ input, context }) =>
        cases.saveDraft(signedIn(context), input.caseId, input),
      ),
      obtainAgain: guarded.case.obtainAgain.handler(({ input, context }) =>
        cases.obtainAgain(signedIn(context), asked(context, input), input.caseId),
      ),
      previewNotice: guarded.case.previewNotice.handler(({ input, context }) =>
        cases.previewNotice(signedIn(context), input.caseId, input),
      ),
      accepted: guarded.case.accepted.handler(() => ({ ok: true, value: { rows: services.listAccepted() } })),
    },

    slip: {
      view: guarded.slip.view.handler(({ input, context }) => services.viewSlip(signedIn(context), input.slipNumber)),
      reprint: guarded.slip.reprint.handler(({ input, context }) =>
        printing.reprint(signedIn(context), asked(context, input), input.slipNumber),
      ),
      settleUnknown: guarded.slip.settleUnknown.handler(({ input, context }) =>
        printing.say(signedIn(context), asked(context, input), input.jobId, {
          kind: input.cameOut ? 'came-out' : 'did-not-come-out',
        }),
      ),
      release: guarded.slip.release.handler(({ input, context }) =>
        printing.release(signedIn(context), asked(context, input), input.jobId),
      ),
      printAgain: guarded.slip.printAgain.handler(({ input, context }) =>
        printing.say(signedIn(context), asked(context, input), input.jobId, { kind: 'print-again' }),
      ),
      cancelPrint: guarded.slip.cancelPrint.handler(({ input, context }) =>
        printing.say(signedIn(context), asked(context, input), input.jobId, { kind: 'not-wanted' }),
      ),
      moveToPrinter: guarded.slip.moveToPrinter.handler(({ input, context }) =>
        printing.say(signedIn(context), asked(context, input), input.jobId, {
          kind: 'move',
          deviceId: input.deviceId,
        }),
      ),
    },

    device: {
      detect: guarded.device.detect.handler(() => devices.detect()),
      add: guarded.device.add.handler(({ input, context }) =>
        devices.add(signedIn(context), asked(context, input), settingsOf(input)),
      ),
      change: guarded.device.change.handler(({ input, context }) =>
        devices.change(signedIn(context), asked(context, input), input.deviceId, settingsOf(input)),
      ),
      remove: guarded.device.remove.handler(({ input, context }) =>
        devices.remove(signedIn(context), asked(context, input), input.deviceId),
      ),
      prefer: guarded.device.prefer.handler(({ input, context }) =>
        devices.prefer(signedIn(context), asked(context, input), input.deviceId),
      ),
      test: guarded.device.test.handler(({ input, context }) =>
        devices.test(signedIn(context), asked(context, input), input.deviceId),
      ),
      setTracing: guarded.device.setTracing.handler(({ input, context }) =>
        devices.setTracing(signedIn(context), asked(context, input), input.deviceId, input.tracing),
      ),
      trace: guarded.device.trace.handler(({ input }) => devices.trace(input.deviceId)),
      saveTrace: guarded.device.saveTrace.handler(({ input, context }) =>
        devices.saveTrace(signedIn(context), asked(context, input), input.deviceId),
      ),
    },

    sheet: {
      view: guarded.sheet.view.handler(({ input, context }) => services.sheets.view(signedIn(context), input.of)),
      handOut: guarded.sheet.handOut.handler(({ input, context }) =>
        services.sheets.handOut(signedIn(context), asked(context, input), input.of, input.how),
      ),
    },

    outbox: {
      list: guarded.outbox.list.handler(() => ({ ok: true, value: { rows: services.listDelivery() } })),
      sendNow: guarded.outbox.sendNow.handler(({ input, context }) =>
        services.sendNow(signedIn(context), asked(context, input), input.messageId),
      ),
    },
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
