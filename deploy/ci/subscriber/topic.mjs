// Reads a topic of the hub from its beginning to where it ends now, with clients that know nothing of the hub.
import { AvroDeserializer, SchemaRegistryClient, SerdeType, SubjectNameStrategyType } from '@confluentinc/schemaregistry';
import { Kafka, logLevel } from 'kafkajs';

const [brokers, registryUrl] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
if (!brokers || !registryUrl) {
  console.error(`usage: node ${process.argv[1]} <brokers> <registry URL> …`);
  process.exit(2);
}

/** Of the registry; without it, what was lost on the way is waited for for ever. */
const ANSWER = 10_000;

const registry = new SchemaRegistryClient({ baseURLs: [registryUrl], createAxiosDefaults: { timeout: ANSWER } });
/** By default it first asks the registry how subjects are called, which only Confluent's knows: the hub's go by their topic. */
const avro = new AvroDeserializer(registry, SerdeType.VALUE, { subjectNameStrategyType: SubjectNameStrategyType.TOPIC });

/** As whom `./hub subscriber create` said; nobody where a broker asks for nothing. */
const { KAFKA_USERNAME: username = '', KAFKA_PASSWORD: password = '', KAFKA_SECURITY_PROTOCOL: protocol = '' } = process.env;

export const kafka = new Kafka({
  brokers: brokers.split(','),
  clientId: 'subscriber',
  logLevel: logLevel.ERROR,
  ssl: protocol.endsWith('SSL'),
  sasl: username ? { mechanism: 'scram-sha-512', username, password } : undefined,
});

/** A consumer group of the subscriber's: they begin with its name and a dot. */
export const groupFor = (purpose) => `${username || 'subscriber'}.${purpose}`;

/** One that nobody else is in. */
export const ownGroup = () => groupFor(`${process.pid}-${Date.now()}`);

/** Asks once more where the registry did not answer: the client's own tries have one time together. */
async function valueOf(topic, bytes) {
  try {
    return await avro.deserialize(topic, bytes);
  } catch (error) {
    if (error.code !== 'ECONNABORTED') throw error;
    return avro.deserialize(topic, bytes);
  }
}

export async function eventOf(topic, { key, headers, value }) {
  const texts = Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, `${text}`]));
  return { topic, key: `${key}`, headers: texts, value: await valueOf(topic, value) };
}

/** Calls back with every event as {key, headers, value}, once: what was delivered twice has the same ce_id. */
export async function forEachEvent(topic, heard) {
  const admin = kafka.admin();
  await admin.connect();
  const ends = new Map((await admin.fetchTopicOffsets(topic)).map(({ partition, high }) => [partition, BigInt(high)]));
  await admin.disconnect();
  const unread = new Set([...ends].filter(([, high]) => high > 0n).map(([partition]) => partition));
  if (unread.size === 0) return;

  const ids = new Set();
  const consumer = kafka.consumer({ groupId: ownGroup() });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error(`${topic}: not everything was read within 60 s`)), 60_000).unref();
    consumer.run({
      eachMessage: async ({ partition, message }) => {
        try {
          const { key, headers, value } = await eventOf(topic, message);
          if (!ids.has(headers.ce_id)) {
            ids.add(headers.ce_id);
            heard({ key, headers, value });
          }
          if (BigInt(message.offset) + 1n >= ends.get(partition)) unread.delete(partition);
          if (unread.size === 0) resolve();
        } catch (error) {
          reject(error);
        }
      },
    });
  });
  await consumer.disconnect();
}

/** The values of all of them, in order for each key. */
export async function eventsOf(topic) {
  const events = [];
  await forEachEvent(topic, (event) => events.push(event.value));
  return events;
}
