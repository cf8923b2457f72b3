import { createIdCardReaderEmulator, DESKTOP_READER_TIMES } from '../../../native/emulator/idCardReaderEmulator.ts';
import { systemTimers } from '../../../native/systemTime.ts';
import type { Dock } from '../../contract/demo.ts';
import { demoIdCards } from '../idCards.ts';
import { createSocket, setCable } from './virtualSocket.ts';

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

  return {
    socket,
    state: (): Pick<Dock, 'idCards' | 'idCardOnReader' | 'idReaderCable' | 'idCardFault'> => ({
      idCards: demoIdCards.map(({ id, name, note }) => ({ id, name, note })),
      idCardOnReader: onReader(),
      idReaderCable: socket.plugged(),
      idCardFault,
    }),
    layIdCard: (personId: string) => {
      const card = demoIdCards.find(({ id }) => id === personId);
      if (!card) return;
      lying = personId;
      emulator.layCard(card.spec);
      changed();
    },
    takeIdCard: () => {
      emulator.takeCard();
      changed();
    },
    setIdReaderCable: (plugged: boolean) => {
      setCable(socket, plugged);
      changed();
    },
    setIdCardFault: (fault: Dock['idCardFault']) => {
      idCardFault = fault;
      emulator.setCardFault(fault);
      changed();
    },
  };
}
