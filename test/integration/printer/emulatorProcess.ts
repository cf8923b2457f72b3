import { createInterface } from 'node:readline';
import { paperText } from '../../../native/emulator/paper.ts';
import { createPrinterEmulator } from '../../../native/emulator/printerEmulator.ts';
import { serialOpener } from '../../../native/transport/serialLink.ts';

/**
 * A printer in a process of its own: `emulatorProcess.ts PATH COLUMNS`. Says `ready`, then obeys one word a line:
 * `end` (take the paper out), `ok` (put paper in), `mute`, `left N` (rows until the paper ends), `read` (answers with the
 * paper as JSON).
 */
const [path = '', columns = '32'] = process.argv.slice(2);
const emulator = createPrinterEmulator({ columns: columns === '48' ? 48 : 32, repertoire: 'gb18030' });
const opened = await serialOpener({ path, baudRate: 115_200, dataBits: 8, stopBits: 1, parity: 'none' })();
if (!opened.ok) throw new Error(opened.detail);
emulator.attach(opened.link);

createInterface({ input: process.stdin }).on('line', (line) => {
  const [word, argument] = line.split(' ');
  if (word === 'end' || word === 'ok') emulator.setPaper(word);
  else if (word === 'mute') emulator.setMute(true);
  else if (word === 'left') emulator.setRowsLeft(Number(argument));
  const paper = emulator.paper();
  process.stdout.write(`${JSON.stringify({ slips: paperText(paper), problems: paper.problems })}\n`);
});
process.stdout.write('ready\n');
