import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { standIn } from './stand-in.mjs';
import { Refused, post, webhookUrl } from './webhook.mjs';

/** However busy the machine is. */
const WITHIN = 600_000;
const SECRET = '/services/T000/B000/s3cr3tpart';

/** Posts to what answers like this, one after the other, and then takes it: what was taken and how long was paused. */
async function posting(instead, json = '{"text": "drift"}', path = '/slack') {
  const taken = [];
  const pauses = [];
  const server = await standIn({ took: ({ body }) => taken.push(body), instead });
  try {
    const pause = async (milliseconds) => pauses.push(milliseconds);
    await post(webhookUrl(`${server.origin}${path}`, 'X'), json, pause, WITHIN);
    return { taken, pauses };
  } catch (error) {
    return { taken, pauses, error };
  } finally {
    await server.close();
  }
}

const throttled = (after) => ({ status: 429, headers: { 'retry-after': after }, text: 'rate_limited' });

test('what the chat takes is posted once, without a pause', async () => {
  assert.deepEqual(await posting([]), { taken: [{ text: 'drift' }], pauses: [] });
});

test('a pause is as long as the chat says', async () => {
  const { taken, pauses } = await posting([throttled('7'), { status: 503, headers: { 'retry-after': '30' } }]);
  assert.equal(taken.length, 1);
  assert.deepEqual(pauses, [7_000, 30_000]);
  const inAMinute = new Date(Date.now() + 60_000).toUTCString();
  const [pause] = (await posting([throttled(inAMinute)])).pauses;
  assert.ok(pause > 50_000 && pause <= 60_000, `${pause}`);
});

test('no pause is a moment or an age, whatever the chat says', async () => {
  const past = 'Wed, 21 Oct 2015 07:28:00 GMT';
  const { pauses } = await posting(['0', past, '86400', '9'.repeat(400), '-5', 'soon'].map(throttled));
  assert.deepEqual(pauses, [1_000, 1_000, 300_000, 300_000, 16_000, 32_000]);
});

test('where the chat does not say, each pause is twice the one before, up to five minutes', async () => {
  const { taken, pauses } = await posting(Array.from({ length: 10 }, () => ({ status: 500, text: 'rollup_error' })));
  assert.equal(taken.length, 1);
  assert.deepEqual(pauses.map((each) => each / 1_000), [1, 2, 4, 8, 16, 32, 64, 128, 256, 300]);
});

test('after an hour of pauses it is an error, and says so', async () => {
  const { taken, pauses, error } = await posting(Array.from({ length: 100 }, () => throttled('300')));
  assert.equal(taken.length, 0);
  assert.equal(pauses.length, 12);
  assert.match(error.message, /answered 429 rate_limited, for an hour now$/);
  assert.ok(!(error instanceof Refused));
});

test('what the chat does not want is not posted again, and the chat says why', async () => {
  const refusals = [['400', 'invalid_blocks'], ['403', 'invalid_token'], ['404', 'no_service'], ['410', 'channel_is_archived']];
  for (const [status, text] of refusals) {
    const { taken, pauses, error } = await posting([{ status: Number(status), text }]);
    assert.deepEqual([taken, pauses], [[], []]);
    assert.ok(error instanceof Refused && error.status === Number(status));
    assert.match(error.message, new RegExp(`^127\\.0\\.0\\.1:\\d+ answered ${status} ${text}$`));
  }
});

test('a redirect is not followed: neither the secret nor the message goes elsewhere', async (t) => {
  const taken = [];
  const elsewhere = await standIn({ took: ({ body }) => taken.push(body) });
  t.after(elsewhere.close);
  for (const status of [301, 302, 307, 308]) {
    const { error } = await posting([{ status, headers: { location: `${elsewhere.origin}/slack` } }]);
    assert.ok(error instanceof Refused && error.status === status);
  }
  assert.deepEqual(taken, []);
});

test('a chat that does not answer is tried again', async (t) => {
  const silent = createServer(() => {}).listen(0, '127.0.0.1');
  t.after(() => silent.close().closeAllConnections());
  await once(silent, 'listening');
  const tired = async (_, why) => {
    throw new Error(why);
  };
  const posted = post(webhookUrl(`http://127.0.0.1:${silent.address().port}/`, 'X'), '{}', tired, 1);
  await assert.rejects(posted, { message: /answered nothing \(TimeoutError\)$/ });
});

test('a chat that cannot be reached is tried again', async () => {
  const server = await standIn({ took: () => {} });
  const url = webhookUrl(`${server.origin}${SECRET}`, 'X');
  await server.close();
  let pauses = 0;
  await assert.rejects(
    post(url, '{}', async () => pauses++, WITHIN),
    { message: /answered nothing \(ECONNREFUSED\), for an hour now$/ },
  );
  assert.ok(pauses > 12, `${pauses}`);
});

test('the secret part of the address is in no error, even where the chat sends it back', async () => {
  const unreachable = webhookUrl(`http://127.0.0.1:1${SECRET}`, 'X');
  const isSilent = (error) => !`${error.stack}${JSON.stringify(error)}`.includes('s3cr3t');
  await assert.rejects(post(unreachable, '{}', async () => {}, WITHIN), isSilent);
  for (const text of [SECRET, `no ${SECRET}`, 'x'.repeat(100_000)]) {
    const { error } = await posting([{ status: 404, text }], '{}', SECRET);
    assert.match(error.message, / answered 404$/);
  }
  const starts = ['http://hooks.example', 'https://user:pass@hooks.example', 'hooks.example', 'https://['];
  for (const wrong of starts.map((start) => start + SECRET)) {
    assert.throws(
      () => webhookUrl(wrong, 'SLACK_WEBHOOK_URL'),
      (error) => error.message.startsWith('SLACK_WEBHOOK_URL ') && isSilent(error),
    );
  }
});

test('without TLS nothing is posted but to this machine', () => {
  const here = ['http://127.0.0.1:1/x', 'http://127.1/x', 'http://localhost/x', 'http://[::1]:8/x'];
  for (const good of ['https://hooks.example/x', ...here]) {
    assert.ok(webhookUrl(good, 'X') instanceof URL);
  }
  const near = ['http://127.0.0.1.evil.example/', 'http://localhost.evil.example/', 'http://10.0.0.1/', 'http://0.0.0.0/'];
  for (const bad of [...near, 'http://hooks.example/x', 'ftp://127.0.0.1/x', 'file:///etc/passwd', '', 'https://']) {
    assert.throws(() => webhookUrl(bad, 'X'), { message: /^X is / }, bad);
  }
});
