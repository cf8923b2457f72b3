import type { DeviceSettings } from '../domain/journal/entry.ts';
import type { Answer } from '../services/once.ts';
import type { Services } from '../services/services.ts';
import { shownSession } from '../services/sessions.ts';
import { askedHandlers } from './asked.ts';
import { releasesHandlers } from './releases.ts';
import { dutyHandlers } from './duty.ts';
import { asked, guardedBy, signedIn, type Guarded } from './guard.ts';
import type { Acted } from '../services/visits.ts';

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
  { access, act, cases, viewCase, listTasks, listAwaited, listToday, revealOfCase, duty }: Services,
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
  give: guarded.give.handler(({ input, context }) => duty.give(signedIn(context), asked(context, input), input)),
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

const cardHandlers = (guarded: Guarded['card'], { cards }: Services) => ({
  view: guarded.view.handler(() => ({ ok: true, value: cards.view() })),
  batch: guarded.batch.handler(({ input }) => ({ ok: true, value: { rows: cards.batch(input.batch) } })),
  send: guarded.send.handler(({ input, context }) => cards.send(signedIn(context), asked(context, input), input.batch)),
  receive: guarded.receive.handler(({ input, context }) =>
    cards.receive(signedIn(context), asked(context, input), input),
  ),
  settleRejected: guarded.settleRejected.handler(({ input, context }) =>
    cards.settleRejected(signedIn(context), asked(context, input), input),
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
    releases: releasesHandlers(guarded.releases, services),
    case: caseHandlers(guarded.case, services),
    slip: slipHandlers(guarded.slip, services),
    device: deviceHandlers(guarded.device, services),
    sheet: sheetHandlers(guarded.sheet, services),
    outbox: outboxHandlers(guarded.outbox, services),
    register: registerHandlers(guarded.register, services),
    duty: dutyHandlers(guarded.duty, services),
    asked: askedHandlers(guarded.asked, services),
    catalogue: catalogueHandlers(guarded.catalogue, services),
    card: cardHandlers(guarded.card, services),
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
