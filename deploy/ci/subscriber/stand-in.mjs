// Answers as the webhooks of Teams and of Slack do, within the limits that they document, and prints each message that it took as
// one line of JSON. For tests, and for a look at what would be posted. Usage: node stand-in.mjs [port]
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';

const TEAMS_BYTES = 28 * 1024;
const SLACK_BLOCKS = 50;
const SLACK_TEXT = 3000;
const SLACK_HEADER = 150;
const SLACK_ELEMENTS = 10;

const isText = (text, most) => typeof text === 'string' && text.length > 0 && text.length <= most;
const hasOnly = (object, ...keys) => Object.keys(object).every((key) => keys.includes(key));
const isMrkdwn = (object) =>
  object?.type === 'mrkdwn' && isText(object.text, SLACK_TEXT) && hasOnly(object, 'type', 'text', 'verbatim');
const isPlain = (object, most) =>
  object?.type === 'plain_text' && isText(object.text, most) && hasOnly(object, 'type', 'text', 'emoji');

const BLOCKS = {
  header: (block) => hasOnly(block, 'type', 'text') && isPlain(block.text, SLACK_HEADER),
  section: (block) => hasOnly(block, 'type', 'text') && (isMrkdwn(block.text) || isPlain(block.text, SLACK_TEXT)),
  context: ({ elements, ...block }) =>
    hasOnly(block, 'type') && elements?.length > 0 && elements.length <= SLACK_ELEMENTS && elements.every(isMrkdwn),
};

function slack(body) {
  const { text, blocks = [] } = body;
  if (!text && blocks.length === 0) return [400, 'no_text'];
  const areGood = Array.isArray(blocks) && blocks.length <= SLACK_BLOCKS && blocks.every((block) => BLOCKS[block?.type]?.(block));
  return areGood ? [200, 'ok'] : [400, 'invalid_blocks'];
}

function teams(body, size) {
  if (size > TEAMS_BYTES) return [413, ''];
  const [attachment, ...others] = body.attachments ?? [];
  const isCard =
    body.type === 'message' &&
    others.length === 0 &&
    attachment?.contentType === 'application/vnd.microsoft.card.adaptive' &&
    attachment.content?.type === 'AdaptiveCard' &&
    Array.isArray(attachment.content.body);
  return isCard ? [202, ''] : [400, ''];
}

const CHATS = { '/slack': slack, '/teams': teams };

async function read(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function judge(request, bytes) {
  const chat = CHATS[request.url];
  if (!chat || request.method !== 'POST') return [404, 'no_service'];
  if (request.headers['content-type'] !== 'application/json') return [400, 'invalid_payload'];
  try {
    const body = JSON.parse(bytes);
    return [...chat(body, bytes.length), { chat: request.url.slice(1), body }];
  } catch {
    return [400, 'invalid_payload'];
  }
}

/**
 * Starts it on a loopback port: {origin, answer, close}, where answer(path, json) posts and tells what came back.
 *
 * @param took is told each message that a chat took, as {chat, body}
 * @param instead answers that come first, whatever is posted: {status, headers, text}
 */
export async function standIn({ port = 0, took, instead = [] }) {
  const server = createServer(async (request, response) => {
    const bytes = await read(request);
    const first = instead.shift();
    const [status, text, message] = first ? [first.status, first.text ?? ''] : judge(request, bytes);
    if (status < 300 && message) took(message);
    response.writeHead(status, first?.headers).end(text);
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  const close = () => new Promise((resolve) => server.close(resolve).closeAllConnections());
  const origin = `http://127.0.0.1:${server.address().port}`;
  const answer = async (path, json) => {
    const response = await fetch(origin + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: json });
    return `${response.status} ${await response.text()}`;
  };
  return { origin, answer, close };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const took = (message) => console.log(JSON.stringify(message));
  const { origin } = await standIn({ port: Number(process.argv[2] ?? 0), took });
  console.error(`TEAMS_WEBHOOK_URL=${origin}/teams\nSLACK_WEBHOOK_URL=${origin}/slack`);
}
