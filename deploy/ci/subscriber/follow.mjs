// Follows topics as a consumer group: hears every event from where the group stopped, and has Kafka note that only after it was
// handled. What happens in between is handled again.
import { setTimeout as sleep } from 'node:timers/promises';

const BETWEEN_HEARTBEATS = 3_000;
const SILENCE = 60_000;
/** Longer than what is done between two heartbeats may take. */
const SESSION = 45_000;

/** Waits, and has Kafka know meanwhile that somebody is here. */
export const pausing = (heartbeat, signal) => async (milliseconds) => {
  for (let left = milliseconds; left > 0; left -= BETWEEN_HEARTBEATS) {
    await sleep(Math.min(left, BETWEEN_HEARTBEATS), undefined, { signal });
    await heartbeat();
  }
};

/** What Kafka's client says it gets over by itself: the event comes again. */
const isOfKafka = (error) => `${error.name}`.startsWith('KafkaJS');

/**
 * What is done with each message: it is handled, then committed. After a failure nothing more is, so that whoever starts this
 * again begins with what failed.
 */
export function inOrder({ decode, handle, commit, done, failed }) {
  let hasFailed = false;
  return async ({ topic, partition, message, heartbeat }) => {
    if (hasFailed) return;
    const next = BigInt(message.offset) + 1n;
    try {
      await handle(await decode(topic, message), heartbeat);
    } catch (error) {
      if (isOfKafka(error)) throw error;
      hasFailed = true;
      failed(error);
      return;
    }
    await commit([{ topic, partition, offset: `${next}` }]);
    done({ topic, partition, next });
  };
}

const keyOf = ({ topic, partition }) => `${topic}/${partition}`;
const later = (one, other) => (one > other ? one : other);
/** Kafka says -1 where a group has never been. */
const isNew = ({ offset }) => BigInt(offset) < 0n;

/**
 * Where each partition ends in which there is something that the group has not read. A group that is new begins at either end,
 * and Kafka notes that, so that it misses nothing from then on.
 */
async function unreadEnds(kafka, groupId, topics, fromBeginning) {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const unread = new Map();
    for (const { topic, partitions } of await admin.fetchOffsets({ groupId, topics })) {
      const limits = new Map((await admin.fetchTopicOffsets(topic)).map((each) => [each.partition, each]));
      const begin = ({ low, high }) => (fromBeginning ? low : high);
      const begun = partitions.filter(isNew).map(({ partition }) => ({ partition, offset: begin(limits.get(partition)) }));
      if (begun.length > 0) await admin.setOffsets({ groupId, topic, partitions: begun });
      for (const { partition, offset } of [...partitions.filter((each) => !isNew(each)), ...begun]) {
        const { low, high } = limits.get(partition);
        if (BigInt(high) > later(BigInt(low), BigInt(offset))) unread.set(keyOf({ topic, partition }), BigInt(high));
      }
    }
    return unread;
  } finally {
    await admin.disconnect();
  }
}

/**
 * Calls handle(event, heartbeat) for each event. Ends when the signal says so, where once is told when all is handled that was
 * there at the start, and else not; throws what handle threw.
 */
export async function follow({ kafka, decode, groupId, topics, handle, signal, fromBeginning = false, once = false }) {
  const unread = await unreadEnds(kafka, groupId, topics, fromBeginning);
  if (once && unread.size === 0) return;

  const consumer = kafka.consumer({ groupId, sessionTimeout: SESSION });
  let silence;
  await consumer.connect();
  try {
    await consumer.subscribe({ topics, fromBeginning: true });
    await new Promise((resolve, reject) => {
      const listen = () => {
        const error = new Error(`${groupId}: nothing came for 60 s, and not all had`);
        if (once) silence = setTimeout(reject, SILENCE, error).unref();
      };
      listen();
      signal.addEventListener('abort', resolve, { once: true });
      if (signal.aborted) resolve();
      consumer.on(consumer.events.CRASH, ({ payload }) => payload.restart || reject(payload.error));
      const eachMessage = inOrder({
        decode,
        handle: async (event, heartbeat) => {
          clearTimeout(silence);
          await handle(event, heartbeat);
        },
        commit: (offsets) => consumer.commitOffsets(offsets),
        done: (place) => {
          listen();
          if (place.next >= unread.get(keyOf(place))) unread.delete(keyOf(place));
          if (once && unread.size === 0) resolve();
        },
        failed: reject,
      });
      consumer.run({ autoCommit: false, eachMessage }).catch(reject);
    });
  } finally {
    clearTimeout(silence);
    await consumer.disconnect();
  }
}
