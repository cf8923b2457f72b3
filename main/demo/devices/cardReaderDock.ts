import { buildCard } from '../../../native/emulator/cardEmulator.ts';
import { createCardReaderEmulator } from '../../../native/emulator/cardReaderEmulator.ts';
import { systemTimers } from '../../../native/systemTime.ts';
import type { Dock } from '../../contract/dock.ts';
import { demoPeople, type DemoPerson } from '../people.ts';
import type { Hands } from './hands.ts';
import { slowLink } from './slowLink.ts';
import { createSocket } from './virtualSocket.ts';

/** How late a slow reader answers, in milliseconds: a reading takes seconds and no time-out of the driver is reached. */
const SLOW_ANSWER_MS = 150;
/** Commands to the card after which it is pulled out: the application is chosen, the holder is not yet read. */
const PULLED_AFTER_COMMANDS = 6;

type CardFault = Dock['cardFault'];

/** The card of a person as the fault has it. A third-generation card keeps its holder's data until it is authenticated. */
function cardOf({ card }: DemoPerson, fault: CardFault): ReturnType<typeof buildCard> {
  const { generation, ...spec } = card;
  switch (fault) {
    case 'none':
    case 'pulled-while-read':
      return buildCard(spec);
    case 'mute':
    case 'blocked':
      return buildCard({ ...spec, condition: fault });
    case 'third-generation':
      return buildCard({ ...spec, specification: '3.00', algorithm: 'SM4' });
  }
}

/**
 * The virtual reader of social-security cards: its socket, and what a hand can do with it. `changed` is called for what it does
 * by itself.
 */
export function createCardReaderDock(changed: () => void) {
  const emulator = createCardReaderEmulator({ variant: 'gempc-twin', timers: systemTimers });
  const socket = createSocket('虚拟读卡器', (link) =>
    emulator.attach(slowLink(link, systemTimers, () => (readerFault === 'slow' ? SLOW_ANSWER_MS : 0))),
  );
  let inside: string | null = null;
  let cardFault: CardFault = 'none';
  let readerFault: Dock['readerFault'] = 'none';
  /** Commands left until the card in the reader is pulled out; null = it stays. */
  let commandsLeft: number | null = null;

  const remove = (): void => {
    inside = null;
    commandsLeft = null;
    emulator.remove();
  };
  emulator.onCommand(({ data }) => {
    if (readerFault === 'noise') emulator.faultNext('noise');
    if (commandsLeft === null || data.length === 0) return;
    commandsLeft -= 1;
    if (commandsLeft > 0) return;
    remove();
    changed();
  });

  const hands: Pick<Hands, 'insert-card' | 'remove-card' | 'card-fault' | 'reader-fault'> = {
    'insert-card': ({ personId }) => {
      const person = demoPeople.find(({ id }) => id === personId);
      if (!person) return;
      inside = personId;
      commandsLeft = cardFault === 'pulled-while-read' ? PULLED_AFTER_COMMANDS : null;
      emulator.insert(cardOf(person, cardFault));
    },
    'remove-card': remove,
    'card-fault': ({ fault }) => {
      cardFault = fault;
    },
    'reader-fault': ({ fault }) => {
      readerFault = fault;
      emulator.setMute(fault === 'silent');
    },
  };

  return {
    socket,
    state: (): Pick<Dock, 'cardInReader' | 'cardFault' | 'readerFault'> => ({
      cardInReader: inside,
      cardFault,
      readerFault,
    }),
    hands,
  };
}
