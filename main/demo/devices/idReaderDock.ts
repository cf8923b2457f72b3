import { createIdCardReaderEmulator, DESKTOP_READER_TIMES } from '../../../native/emulator/idCardReaderEmulator.ts';
import { systemTimers } from '../../../native/systemTime.ts';
import type { Dock } from '../../contract/dock.ts';
import { demoIdCards } from '../idCards.ts';
import type { Hands } from './hands.ts';
import { createSocket } from './virtualSocket.ts';

/** The virtual reader of resident ID cards: its socket, and what a hand can do with it. */
export function createIdReaderDock(changed: () => void) {
  const emulator = createIdCardReaderEmulator({ timers: systemTimers, times: DESKTOP_READER_TIMES });
  const socket = createSocket('虚拟身份证阅读器', (link) => emulator.attach(link));
  let lying: string | null = null;
  let idCardFault: Dock['idCardFault'] = 'none';
  let seen: string | null = null;

  /** A card that is taken away while it is read goes by itself. */
  const onReader = (): string | null => (emulator.laid() ? lying : null);
  emulator.onCommand(() => {
    if (seen === onReader()) return;
    seen = onReader();
    changed();
  });

  const hands: Pick<Hands, 'lay-id-card' | 'take-id-card' | 'id-card-fault'> = {
    'lay-id-card': ({ personId }) => {
      const card = demoIdCards.find(({ id }) => id === personId);
      if (!card) return;
      lying = personId;
      emulator.layCard(card.spec);
    },
    'take-id-card': () => emulator.takeCard(),
    'id-card-fault': ({ fault }) => {
      idCardFault = fault;
      emulator.setCardFault(fault);
    },
  };

  return {
    socket,
    state: (): Pick<Dock, 'idCards' | 'idCardOnReader' | 'idCardFault'> => ({
      idCards: demoIdCards.map(({ id, name, note }) => ({ id, name, note })),
      idCardOnReader: onReader(),
      idCardFault,
    }),
    hands,
  };
}
