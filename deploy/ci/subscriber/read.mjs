// Prints every event of a topic as one line of JSON, then ends. Usage: node read.mjs <brokers> <registry URL> [topic]
import { forEachEvent } from './topic.mjs';

const [, , topic = 'plan.analyzed'] = process.argv.slice(2);

await forEachEvent(topic, (event) => console.log(JSON.stringify(event)));
