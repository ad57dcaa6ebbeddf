// Prints every event of a topic as one line of JSON, then ends. Usage: node read.mjs <brokers> <registry URL> [topic]
import { AvroDeserializer, SchemaRegistryClient, SerdeType } from '@confluentinc/schemaregistry';
import { Kafka, logLevel } from 'kafkajs';

const [brokers, registryUrl, topic = 'plan.analyzed'] = process.argv.slice(2);
if (!brokers || !registryUrl) {
  console.error('usage: node read.mjs <brokers> <registry URL> [topic]');
  process.exit(2);
}

const registry = new SchemaRegistryClient({ baseURLs: [registryUrl] });
const avro = new AvroDeserializer(registry, SerdeType.VALUE, {});
const kafka = new Kafka({ brokers: brokers.split(','), clientId: 'subscriber', logLevel: logLevel.ERROR });

const admin = kafka.admin();
await admin.connect();
const ends = new Map((await admin.fetchTopicOffsets(topic)).map(({ partition, high }) => [partition, BigInt(high)]));
await admin.disconnect();
const unread = new Set([...ends].filter(([, high]) => high > 0n).map(([partition]) => partition));

const consumer = kafka.consumer({ groupId: `subscriber-${process.pid}-${Date.now()}` });
await consumer.connect();
await consumer.subscribe({ topic, fromBeginning: true });
await new Promise((resolve, reject) => {
  if (unread.size === 0) return resolve();
  setTimeout(() => reject(new Error('not everything was read within 60 s')), 60_000).unref();
  consumer.run({
    eachMessage: async ({ partition, message }) => {
      try {
        await print(partition, message);
      } catch (error) {
        reject(error);
      }
      if (unread.size === 0) resolve();
    },
  });
}).catch((error) => {
  console.error(error);
  process.exit(1);
});
await consumer.disconnect();

async function print(partition, message) {
  const headers = Object.fromEntries(Object.entries(message.headers).map(([name, value]) => [name, `${value}`]));
  const value = await avro.deserialize(topic, message.value);
  console.log(JSON.stringify({ key: `${message.key}`, headers, value }));
  if (BigInt(message.offset) + 1n >= ends.get(partition)) unread.delete(partition);
}
