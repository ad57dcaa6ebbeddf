// Tells a chat when a module drifted, and when that is over: Teams, Slack or both, each at its own pace.
// Usage: TEAMS_WEBHOOK_URL=… SLACK_WEBHOOK_URL=… node chat.mjs <brokers> <registry URL> [--from-beginning] [--once]
import { Courier, NOTICES } from './courier.mjs';
import { follow, pausing } from './follow.mjs';
import { visible } from './notice.mjs';
import { slackMessage } from './slack.mjs';
import { teamsMessage } from './teams.mjs';
import { eventOf, groupFor, kafka } from './topic.mjs';
import { webhookUrl } from './webhook.mjs';

const CHATS = [['teams', 'TEAMS_WEBHOOK_URL', teamsMessage], ['slack', 'SLACK_WEBHOOK_URL', slackMessage]];

const flags = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
const stop = new AbortController();
process.once('SIGTERM', () => stop.abort()).once('SIGINT', () => stop.abort());

function couriers() {
  const hosts = new Set((process.env.CHAT_LINK_HOSTS ?? '').split(',').filter(Boolean));
  const chats = CHATS.filter(([, variable]) => process.env[variable]);
  if (chats.length === 0) throw new Error('TEAMS_WEBHOOK_URL, SLACK_WEBHOOK_URL or both are to be set');
  const courier = (variable, message) => new Courier(webhookUrl(process.env[variable], variable), message, hosts);
  return chats.map(([chat, variable, message]) => [chat, courier(variable, message)]);
}

/** Between two tries, and says so. */
const patience = (chat, heartbeat) => (milliseconds, why) => {
  console.error(`${chat} waits ${Math.round(milliseconds / 1_000)} s: ${why}`);
  return pausing(heartbeat, stop.signal)(milliseconds);
};

const tell = ([chat, courier]) =>
  follow({
    kafka,
    decode: eventOf,
    groupId: groupFor(`chat-${chat}`),
    topics: [...NOTICES.keys()],
    handle: async (event, heartbeat) => {
      const told = await courier.tell(event, patience(chat, heartbeat));
      console.log(`${chat} ${told ? 'has' : 'had'} ${event.topic} of ${visible(event.key)}: ${visible(event.headers.ce_id)}`);
    },
    signal: stop.signal,
    fromBeginning: flags.includes('--from-beginning'),
    once: flags.includes('--once'),
  });

try {
  const unknown = flags.filter((flag) => !['--from-beginning', '--once'].includes(flag));
  if (unknown.length > 0) throw new Error(`what is ${unknown.join(' ')}?`);
  await Promise.all(couriers().map(tell));
} catch (error) {
  console.error(`chat: ${error.message}`);
  process.exitCode = 1;
  stop.abort();
}
