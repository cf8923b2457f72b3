import type { ReaderKind } from './arrival.ts';
import { stepTo, type Step } from './effect.ts';
import type { ReaderNews } from './event.ts';
import type { Lying, Reading, Reception } from './visit.ts';

/** What a reader tells is kept; what follows from it is decided when everything at hand is looked at. */
export function readerChanged(reception: Reception, reader: ReaderKind, news: ReaderNews): Step {
  const before = reception.readers[reader];
  if (news.state === 'lying' && before.state === 'lying' && news.presentation === before.presentation) {
    return stepTo(readMore(reception, reader, { ...before, shown: news.shown }));
  }
  const reading: Reading =
    news.state === 'lying' ? { ...news, handled: 'new', owner: news.shown.holder?.name ?? '' } : news;
  const next = withdrawn(reception, reader, before);
  return stepTo({
    ...next,
    readers: { ...next.readers, [reader]: reading },
    ...noticeAfter(reception, before, news),
  });
}

/** The same stay again: its photo has come. */
function readMore(reception: Reception, reader: ReaderKind, reading: Lying): Reception {
  const { present, doubt } = reception;
  const { shown, handled } = reading;
  const photo = handled === 'joined' && shown.arrival.kind === 'id-card' ? { photo: shown.arrival.photo } : {};
  const other = present?.other?.reader === reader ? { other: { ...present.other, shown } } : {};
  return {
    ...reception,
    readers: { ...reception.readers, [reader]: reading },
    present: present && { ...present, ...photo, ...other },
    doubt: doubt?.reader === reader ? { ...doubt, shown } : doubt,
  };
}

/** What lay there is gone, and with it every question about it. */
function withdrawn(reception: Reception, reader: ReaderKind, before: Reading): Reception {
  const { present, doubt } = reception;
  const left = reader === 'card' && before.state === 'lying' && before.handled === 'joined';
  return {
    ...reception,
    present: present && {
      ...present,
      cardState: left && present.cardState === 'in' ? 'removed' : present.cardState,
      other: present.other?.reader === reader ? null : present.other,
    },
    doubt: doubt?.reader === reader ? null : doubt,
  };
}

function noticeAfter(reception: Reception, before: Reading, news: ReaderNews): Partial<Reception> {
  if (before.state === 'busy' && news.state === 'empty') {
    const serial = reception.nextTicket;
    return { nextTicket: serial + 1, notice: { serial, kind: 'pulled-while-reading' } };
  }
  return news.state === 'busy' || news.state === 'lying' ? { notice: null } : {};
}
