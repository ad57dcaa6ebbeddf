import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Courier } from './courier.mjs';
import { inOrder } from './follow.mjs';
import { detection, resolution } from './hostile.mjs';
import { slackMessage } from './slack.mjs';
import { standIn } from './stand-in.mjs';
import { teamsMessage } from './teams.mjs';
import { webhookUrl } from './webhook.mjs';

const nobodyWaits = async () => {};
/** However busy the machine is. */
const within = 600_000;
const events = [
  { topic: 'drift.detected', key: 'acme/network', headers: { ce_id: 'one' }, value: detection() },
  { topic: 'drift.resolved', key: 'acme/network', headers: { ce_id: 'two' }, value: resolution() },
];

/** A courier to a chat that answers so first, and what the chat has. */
async function chat(t, name, { instead = [], message = slackMessage } = {}) {
  const has = [];
  const server = await standIn({ took: ({ body }) => has.push(body), instead });
  t.after(server.close);
  const url = webhookUrl(`${server.origin}/${name}`, 'X');
  return { has, url, courier: () => new Courier(url, message, new Set(), { within }) };
}

/** A log of one partition and what is committed of it, read by whoever comes, until something fails. */
function log(records) {
  const kept = { committed: 0 };
  const read = async (courier, { interrupted = () => {} } = {}) => {
    const failures = [];
    const eachMessage = inOrder({
      decode: async (topic, message) => message.value,
      handle: async (event) => {
        await courier.tell(event, nobodyWaits);
        interrupted(event);
      },
      commit: async ([{ offset }]) => {
        kept.committed = Number(offset);
      },
      done: () => {},
      failed: (error) => failures.push(error),
    });
    for (let offset = kept.committed; offset < records.length; offset++) {
      await eachMessage({ topic: records[offset].topic, partition: 0, message: { offset: `${offset}`, value: records[offset] } });
    }
    return failures;
  };
  return { kept, read };
}

test('each event is one message, in Teams and in Slack', async (t) => {
  for (const [name, message] of [['slack', slackMessage], ['teams', teamsMessage]]) {
    const { has, courier } = await chat(t, name, { message });
    const { kept, read } = log(events);
    assert.deepEqual(await read(courier()), []);
    assert.equal(kept.committed, 2);
    assert.match(JSON.stringify(has), /^\[.*Drift, risk critical.*Drift resolved.*\]$/);
    assert.equal(has.length, 2);
  }
});

test('what is delivered twice is told once', async (t) => {
  const { has, courier } = await chat(t, 'slack');
  const { kept, read } = log([events[0], events[0], events[1], events[0]]);
  assert.deepEqual(await read(courier()), []);
  assert.equal(kept.committed, 4);
  assert.equal(has.length, 2);
});

test('what was interrupted before the chat had it is told when it comes again', async (t) => {
  const { has, courier } = await chat(t, 'slack', { instead: [{ status: 429 }] });
  const one = courier();
  const rebalance = async () => {
    throw new Error('rebalance');
  };
  await assert.rejects(one.tell(events[0], rebalance), { message: 'rebalance' });
  assert.equal(has.length, 0);
  assert.equal(await one.tell(events[0], rebalance), true);
  assert.equal(has.length, 1);
});

test('the newest events are remembered, and not all', async (t) => {
  const { has, url } = await chat(t, 'slack');
  const courier = new Courier(url, slackMessage, new Set(), { remembered: 2, within });
  const tell = (id) => courier.tell({ ...events[0], headers: { ce_id: id } }, nobodyWaits);
  for (const id of ['one', 'two', 'three']) assert.equal(await tell(id), true);
  for (const id of ['three', 'two']) assert.equal(await tell(id), false);
  assert.equal(await tell('one'), true);
  assert.equal(has.length, 4);
});

test('what the chat did not get is not committed, nor anything after it, and is told by who comes next', async (t) => {
  const { has, courier } = await chat(t, 'slack', { instead: [{ status: 410, text: 'channel_is_archived' }] });
  const { kept, read } = log(events);
  const [failure, ...others] = await read(courier());
  assert.match(failure.message, /410 channel_is_archived/);
  assert.deepEqual([others, kept.committed, has.length], [[], 0, 0]);
  assert.deepEqual(await read(courier()), []);
  assert.deepEqual([kept.committed, has.length], [2, 2]);
});

test('what the chat got and Kafka did not note is told again, not lost', async (t) => {
  const { has, courier } = await chat(t, 'slack');
  const { kept, read } = log(events);
  await read(courier(), {
    interrupted: () => {
      throw new Error('killed');
    },
  });
  assert.deepEqual([kept.committed, has.length], [0, 1]);
  assert.deepEqual(await read(courier()), []);
  assert.deepEqual([kept.committed, has.length], [2, 3]);
});

test("an error of Kafka's client is left to it: the event comes again", async (t) => {
  const { has, courier } = await chat(t, 'slack');
  const { kept, read } = log(events);
  const one = courier();
  const rebalance = Object.assign(new Error('rebalance'), { name: 'KafkaJSProtocolError' });
  await assert.rejects(read(one, { interrupted: () => { throw rebalance; } }), { message: 'rebalance' }); // prettier-ignore
  assert.equal(kept.committed, 0);
  assert.deepEqual(await read(one), []);
  assert.deepEqual([kept.committed, has.length], [2, 2]);
});

test('a message that the chat does not take is told in short; one that it does not take then either ends it', async (t) => {
  const refusal = { status: 400, text: 'invalid_blocks' };
  const { has, courier } = await chat(t, 'slack', { instead: [refusal] });
  await courier().tell(events[0], nobodyWaits);
  assert.equal(has.length, 1);
  assert.match(JSON.stringify(has), /1 not shown here/);
  assert.doesNotMatch(JSON.stringify(has), /aws_security_group/);

  const closed = await chat(t, 'slack', { instead: [refusal, refusal] });
  await assert.rejects(closed.courier().tell(events[0], nobodyWaits), { status: 400 });
});
