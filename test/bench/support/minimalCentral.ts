import { createServer } from 'node:http';

/**
 * The least a central system can do: read the request, answer the same success. Runs in its own process, so that its work is
 * not counted as the counter's. Prints its port; ends when its input is closed.
 */
const ANSWER = JSON.stringify({
  infcode: 0,
  inf_refmsgid: '990000202611210930050000000001',
  refmsg_time: '20261121093005123',
  respond_time: '20261121093005456',
  err_msg: '',
  output: { result: { trt_dcla_detl_sn: 'DCLA202611210930050000000001' } },
});

const server = createServer((request, response) => {
  request.resume().on('end', () => response.end(ANSWER));
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP port');
  process.stdout.write(`${address.port}\n`);
});
process.stdin.resume().on('end', () => process.exit(0));
