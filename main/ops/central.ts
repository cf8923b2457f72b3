import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { systemClock, systemTimers } from '../../native/systemTime.ts';
import { centralFaultsSchema } from '../demo/central/faults.ts';
import { DEMO_CENTRAL_KEYS, startCentralStandIn, type CentralStandIn } from '../demo/central/standIn.ts';
import { demoPeople } from '../demo/people.ts';

const USAGE = '用法: central serve [--port N] [--file FILE] [--json]\n';

const optionsSchema = z.object({
  port: z.coerce.number().int().min(0).max(65_535).default(0),
  file: z.string().min(1).optional(),
  json: z.boolean().default(false),
});

const changeSchema = centralFaultsSchema.partial();

/** A change of faults is a few words; more is no such request. */
const LARGEST_CHANGE_BYTES = 4_096;

async function readChange(request: IncomingMessage): Promise<z.infer<typeof changeSchema> | null> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > LARGEST_CHANGE_BYTES) return null;
  }
  try {
    const change = changeSchema.safeParse(JSON.parse(text));
    return change.success ? change.data : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

async function control(standIn: CentralStandIn, token: string, request: IncomingMessage, response: ServerResponse) {
  const answer = (status: number, body: unknown) =>
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(`${JSON.stringify(body)}\n`);
  if (request.headers.authorization !== `Bearer ${token}`) return answer(403, { message: '口令不符' });
  if (request.method !== 'POST' || request.url !== '/_faults') return answer(404, { message: '只有 POST /_faults' });
  const change = await readChange(request);
  if (change === null) return answer(400, { message: '故障设置不符', faults: Object.keys(centralFaultsSchema.shape) });
  // exactOptionalPropertyTypes: a field that was not named must stay as it is, not become undefined.
  const named = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  await standIn.faults.set(named);
  return answer(200, standIn.faults.current());
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('no TCP port for the fault switch'));
      else resolve(address.port);
    });
  });
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

/**
 * `central serve`: runs the stand-in of the central system until SIGINT or SIGTERM. Faults are switched by
 * `POST /_faults` with the printed token, on a port of its own so that it works while the system is "down".
 * Answers the exit code: 0 after a signal, 1 when the port or file cannot be used, 2 for wrong arguments.
 */
export async function runCentralServe(args: string[]): Promise<number> {
  const options = readOptions(args);
  if (options === null) {
    process.stderr.write(USAGE);
    return 2;
  }
  const place = { port: options.port, people: demoPeople, clock: systemClock, timers: systemTimers };
  const standIn = await startOrExplain(options.file === undefined ? place : { ...place, file: options.file });
  if (standIn === null) return 1;
  const token = randomBytes(16).toString('hex');
  const switchServer = createServer((request, response) => {
    control(standIn, token, request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined);
    });
  });
  const faultsUrl = `http://127.0.0.1:${await listen(switchServer)}/_faults`;
  const ready = { ready: true, url: standIn.url, faultsUrl, token, ...DEMO_CENTRAL_KEYS };
  process.stdout.write(
    options.json
      ? `${JSON.stringify(ready)}\n`
      : `中心系统替身 ready: ${ready.url}  故障开关: ${faultsUrl}  口令: ${token}\n`,
  );
  await interrupted();
  switchServer.closeAllConnections();
  switchServer.close();
  await standIn.close();
  return 0;
}

function readOptions(args: string[]): z.infer<typeof optionsSchema> | null {
  const [command, ...rest] = args;
  if (command !== 'serve') return null;
  try {
    const options = { port: { type: 'string' }, file: { type: 'string' }, json: { type: 'boolean' } } as const;
    const parsed = optionsSchema.safeParse(parseArgs({ args: rest, options, strict: true }).values);
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

async function startOrExplain(options: Parameters<typeof startCentralStandIn>[0]): Promise<CentralStandIn | null> {
  try {
    return await startCentralStandIn(options);
  } catch (error) {
    process.stderr.write(`中心系统替身不能启动: ${error instanceof Error ? error.message : String(error)}\n`);
    return null;
  }
}
