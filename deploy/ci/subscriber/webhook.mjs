// Posts to a webhook until the chat has it. The address is a secret: whoever knows it can post. So it is in no message of ours,
// goes nowhere but where it says, and neither does what is posted.
import { visible } from './notice.mjs';

const SHORTEST = 1_000;
const LONGEST = 5 * 60_000;
const PATIENCE = 60 * 60_000;
/** Less than the time for which Kafka waits for a sign of life: see follow.mjs. */
const ANSWER = 30_000;

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** The chat has said that it does not take this. */
export class Refused extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

/** Says which variable is wrong and not what is in it. */
export function webhookUrl(text, variable) {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || url.username !== '' || url.password !== '') {
    throw new Error(`${variable} is not the address of a webhook`);
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && LOOPBACK.test(url.hostname))) {
    throw new Error(`${variable} is to begin with https://, unless it is on this machine`);
  }
  return url;
}

/** In seconds or as a date (RFC 9110, section 10.2.3). */
function retryAfter(headers, now) {
  const text = headers.get('retry-after') ?? '';
  if (/^\d+$/.test(text)) return 1_000 * Number(text);
  return text.endsWith(' GMT') ? Date.parse(text) - now : NaN;
}

/** A word by which the chat says why, and nothing else of what it says. */
async function reason(response) {
  for await (const chunk of response.body ?? []) {
    const text = Buffer.from(chunk).toString();
    return /^\w{1,60}$/.test(text.trim()) ? ` ${visible(text)}` : '';
  }
  return '';
}

async function send(url, json, within) {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: json,
      redirect: 'manual',
      signal: AbortSignal.timeout(within),
    });
    const why = response.ok ? '' : await reason(response).catch(() => '');
    await response.body?.cancel().catch(() => {});
    return { status: response.status, said: `${response.status}${why}`, after: retryAfter(response.headers, Date.now()) };
  } catch (error) {
    return { said: `nothing (${error.cause?.code ?? error.name})`, after: NaN };
  }
}

const isTaken = (status) => status >= 200 && status < 300;
const isWorthAnotherTry = (status) => status === undefined || status === 408 || status === 429 || status >= 500;

/** Between two tries: as long as the chat says, else twice as long each time; never a moment, never an age. */
function pauseBefore(attempt, after) {
  const wanted = Number.isNaN(after) ? SHORTEST * 2 ** Math.min(attempt, 10) : after;
  return Math.min(LONGEST, Math.max(SHORTEST, wanted));
}

/**
 * Returns once the chat has it. Throws Refused where the chat does not want it, and another error where it could not be reached
 * within an hour of pauses.
 *
 * @param pause waits as many milliseconds as told, because of what it is told
 * @param within how many milliseconds one answer may take
 */
export async function post(url, json, pause, within = ANSWER) {
  let paused = 0;
  for (let attempt = 0; ; attempt++) {
    const { status, said, after } = await send(url, json, within);
    if (isTaken(status)) return;
    if (!isWorthAnotherTry(status)) throw new Refused(`${url.host} answered ${said}`, status);
    const next = pauseBefore(attempt, after);
    if (paused + next > PATIENCE) throw new Error(`${url.host} answered ${said}, for an hour now`);
    await pause(next, `${url.host} answered ${said}`);
    paused += next;
  }
}
