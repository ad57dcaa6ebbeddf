import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, beforeEach, test } from 'node:test';

/** A schema's id in a message: a zero, then four bytes. What follows is a text of two letters. */
const message = (id) => ({ key: 'acme/network', headers: { ce_id: 'one' }, value: Buffer.from([0, 0, 0, 0, id, 4, 111, 107]) });

let registry;
let asked;
let silences;
let eventOf;

before(async () => {
  registry = createServer(({ url }, response) => {
    asked.push(new URL(url, 'http://registry').pathname);
    if (silences-- > 0) return;
    const json = { 'content-type': 'application/vnd.schemaregistry.v1+json' };
    if (url.startsWith('/schemas/ids/')) response.writeHead(200, json).end(JSON.stringify({ schema: '"string"' }));
    else response.writeHead(404, json).end(JSON.stringify({ error_code: 404, message: 'no such thing' }));
  });
  await new Promise((resolve) => registry.listen(0, '127.0.0.1', resolve));
  process.argv.splice(2, process.argv.length, '127.0.0.1:1', `http://127.0.0.1:${registry.address().port}`);
  ({ eventOf } = await import('./topic.mjs'));
});

beforeEach(() => {
  asked = [];
  silences = 0;
});

after(() => registry.close().closeAllConnections());

test('of a registry that only knows schemas, nothing else is asked', async () => {
  assert.equal((await eventOf('drift.detected', message(1))).value, 'ok');
  assert.deepEqual(asked, ['/schemas/ids/1']);
});

test('a registry that does not answer is asked again', async () => {
  silences = 1;
  assert.equal((await eventOf('drift.detected', message(2))).value, 'ok');
  assert.deepEqual(asked, ['/schemas/ids/2', '/schemas/ids/2']);
});
