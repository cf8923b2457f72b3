import { createServer } from 'node:http';

/**
 * The least a central system can do: read the request, answer that this very message has taken effect. Runs in its own
 * process, so that its work is not counted as the counter's. Prints its port; ends when its input is closed.
 */
const HEAD = `{"infcode":0,"inf_refmsgid":"990000202611210930050000000001","refmsg_time":"20261121093005123",\
"respond_time":"20261121093005456","err_msg":"","output":{"result":{"trt_dcla_detl_sn":"DCLA202611210930050000000001"`;

/** What follows a mark in a text, so many characters of it: cheaper than reading all of the JSON. */
function after(text: string, mark: string, length: number): string {
  const from = text.indexOf(mark) + mark.length;
  return text.slice(from, from + length);
}

const server = createServer((request, response) => {
  request.setEncoding('utf8');
  let body = '';
  request.on('data', (piece: string) => {
    body += piece;
  });
  request.on('end', () => {
    const messageId = after(body, '"msgid":"', 30);
    const contentHash = after(body, 'contentHash\\":\\"', 64);
    response.end(`${HEAD},"omsgid":"${messageId}","ocont_hash":"${contentHash}"}}}`);
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP port');
  process.stdout.write(`${address.port}\n`);
});
process.stdin.resume().on('end', () => process.exit(0));
