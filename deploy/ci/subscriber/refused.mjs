// Tries what a subscriber may not, by the same credential as read.mjs, and prints how Kafka refuses it. Ends with 1 where anything
// is let through. Usage: node refused.mjs <brokers> <registry URL>
import { logLevel } from 'kafkajs';
import { kafka, ownGroup } from './topic.mjs';

kafka.logger().setLogLevel(logLevel.NOTHING);

const write = (topic) => async () => {
  const producer = kafka.producer({ retry: { retries: 0 } });
  await producer.connect();
  try {
    await producer.send({ topic, messages: [{ key: 'forged', value: 'forged' }] });
  } finally {
    await producer.disconnect();
  }
};

const read = (topic, groupId) => async () => {
  const consumer = kafka.consumer({ groupId, retry: { retries: 0, restartOnFailure: async () => false } });
  const crashed = new Promise((_, reject) => consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error)));
  const joined = new Promise((resolve) => consumer.on(consumer.events.GROUP_JOIN, resolve));
  await consumer.connect();
  try {
    await consumer.subscribe({ topic });
    await consumer.run({ eachMessage: async () => {} });
    await Promise.race([joined, crashed]);
  } finally {
    await consumer.disconnect();
  }
};

const attempts = {
  'writes approval.requested': write('approval.requested'),
  'writes plan.analyzed': write('plan.analyzed'),
  'reads plan.submitted': read('plan.submitted', ownGroup()),
  'reads plan.submitted-dlt': read('plan.submitted-dlt', ownGroup()),
  'joins the group gateway': read('plan.analyzed', 'gateway'),
};

// the last is kafkajs's own word for a group that it may not even look for
const refusals = ['TOPIC_AUTHORIZATION_FAILED', 'GROUP_AUTHORIZATION_FAILED', 'KafkaJSGroupCoordinatorNotFound'];

for (const [what, attempt] of Object.entries(attempts)) {
  const how = await attempt().then(
    () => 'LET THROUGH',
    (error) => error.type ?? error.cause?.type ?? error.name,
  );
  console.log(`${what}: ${how}`);
  if (!refusals.includes(how)) process.exitCode = 1;
}
