import { systemTimers } from '../../native/systemTime.ts';
import { guardProcess } from '../shell/shared/lastResort.ts';
import { DEVICE_USAGE, runDeviceList, runDeviceReadCard } from './device.ts';
import { DEVICE_CONFIG_USAGE, runDeviceConfig } from './deviceConfig.ts';
import { EMULATE_READER_USAGE, runEmulateCardReader } from './emulateReader.ts';
import { EMULATE_SCANNER_USAGE, runEmulateScanner } from './emulateScanner.ts';
import { EMULATE_PRINTER_USAGE, runEmulatePrinter } from './emulatePrinter.ts';
import { EMULATE_ID_READER_USAGE, runEmulateIdReader } from './emulateIdReader.ts';
import { READ_ID_CARD_USAGE, runReadIdCard } from './readIdCard.ts';
import { runCentralServe } from './central.ts';
import { ACCOUNT_USAGE, runAccount } from './account.ts';
import { HISTORY_USAGE, runHistory } from './history.ts';
import { KEY_USAGE, runKey } from './key.ts';
import { PRINT_TEST_USAGE, runPrintTest } from './print.ts';
import { runVerify, VERIFY_USAGE } from './verify.ts';

/** One command of the technician: what it is called, how it is used, what runs it. */
interface OpsCommand {
  /** First words of the command line. */
  readonly words: readonly string[];
  readonly usage: string;
  /** Gets the arguments behind the words; answers the exit code. */
  readonly run: (args: string[]) => Promise<number>;
}

/** All commands. */
const COMMANDS: readonly OpsCommand[] = [
  { words: ['device', 'list'], usage: DEVICE_USAGE.list, run: runDeviceList },
  { words: ['device', 'config'], usage: DEVICE_CONFIG_USAGE, run: runDeviceConfig },
  { words: ['device', 'read-card'], usage: DEVICE_USAGE.readCard, run: runDeviceReadCard },
  { words: ['device', 'emulate', 'card-reader'], usage: EMULATE_READER_USAGE, run: runEmulateCardReader },
  { words: ['device', 'read-id-card'], usage: READ_ID_CARD_USAGE, run: runReadIdCard },
  { words: ['device', 'emulate', 'id-card-reader'], usage: EMULATE_ID_READER_USAGE, run: runEmulateIdReader },
  { words: ['device', 'emulate', 'scanner'], usage: EMULATE_SCANNER_USAGE, run: runEmulateScanner },
  { words: ['device', 'emulate', 'printer'], usage: EMULATE_PRINTER_USAGE, run: runEmulatePrinter },
  { words: ['device', 'print-test'], usage: PRINT_TEST_USAGE, run: runPrintTest },
  { words: ['central'], usage: 'central serve [--port N] [--file FILE] [--json]', run: runCentralServe },
  { words: ['verify'], usage: VERIFY_USAGE, run: runVerify },
  { words: ['account'], usage: ACCOUNT_USAGE, run: runAccount },
  { words: ['key'], usage: KEY_USAGE, run: runKey },
  { words: ['history'], usage: HISTORY_USAGE, run: runHistory },
];

/**
 * The ops command line. Answers the exit code: 0 done, 1 a named failure, 2 wrong command or arguments.
 */
export async function main(argv: readonly string[]): Promise<number> {
  const command = COMMANDS.find(({ words }) => words.every((word, index) => argv[index] === word));
  if (command !== undefined) return command.run(argv.slice(command.words.length));
  const asked = argv.length === 0 || argv[0] === 'help' || argv[0] === '--help';
  const usage = ['命令:', ...COMMANDS.map((entry) => `  ${entry.usage}`), ''].join('\n');
  (asked ? process.stdout : process.stderr).write(asked ? usage : `没有这个命令: ${argv.join(' ')}\n${usage}`);
  return asked ? 0 : 2;
}

if (import.meta.main) {
  guardProcess({
    timers: systemTimers,
    log: (line) => process.stderr.write(`${line}\n`),
    end: () => void process.stderr.write('程序内部错误，这条命令没有做完。请把上面一行交给信息股。\n'),
  });
  process.exitCode = await main(process.argv.slice(2));
}
