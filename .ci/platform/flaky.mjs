// A way to the hub that loses things: forwards every request to the hub and, for the first ones, answers as told instead.
// Usage: node flaky.mjs <hub URL> <fault…>; faults, in order: busy (429, Retry-After 1), away (503, Retry-After 1), lost (the hub
// does it, and the answer never arrives), slow (the hub does it, and says 202), strange (a page of somebody else). Prints its URL,
// then a line for each request: fault or status, method, path, key.
import { createServer } from 'node:http';

const [hub, ...faults] = process.argv.slice(2);

const server = createServer(async (request, response) => {
  const body = Buffer.concat(await collect(request));
  const fault = request.method === 'POST' ? faults.shift() : undefined;
  const told = (what) => console.log(what, request.method, request.url.split('?')[0], request.headers['idempotency-key']);
  if (fault === 'busy' || fault === 'away') {
    told(fault);
    return response.writeHead(fault === 'busy' ? 429 : 503, { 'Retry-After': '1' }).end();
  }
  if (fault === 'strange') {
    told(fault);
    return response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>Log in</html>');
  }
  const answer = await fetch(hub + request.url, {
    method: request.method,
    headers: Object.fromEntries(Object.entries(request.headers).filter(([header]) => !hopByHop.has(header))),
    body: body.length ? body : undefined,
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  told(fault ?? answer.status);
  if (fault === 'lost') return request.socket.destroy();
  if (fault === 'slow') return response.writeHead(202, { 'Content-Type': 'application/json' }).end('{"status":"accepted"}');
  response.writeHead(answer.status, { 'Content-Type': answer.headers.get('content-type') ?? '' }).end(bytes);
});
const hopByHop = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'expect']);
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));

async function collect(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}
