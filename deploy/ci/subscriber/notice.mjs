// What is said of an event that tells of drift: lines of our words, and between them names, which are somebody else's.

const MARKS = new Map([['critical', '🔴'], ['high', '🟠'], ['medium', '🟡'], ['low', '🟢']]);
const TONES = new Map([['critical', 'attention'], ['high', 'attention'], ['medium', 'warning']]);
const CHANGES = new Map([['changed', 'changed'], ['deleted', 'was deleted']]);
const CAUSES = new Map([
  ['changed-by-hand', 'changed by hand'],
  ['deleted-outside', 'deleted outside Terraform'],
  ['autoscaling', 'scaled by itself'],
  ['other-controller', 'changed by another controller'],
  ['rotation', 'a secret was rotated'],
  ['provider-upgrade', 'the provider was upgraded'],
  ['unapplied-commit', 'a commit was not applied'],
  ['unknown', 'what was changed is hidden'],
]);
const mark = (risk) => MARKS.get(risk) ?? '⚪';

const NAME = 200;
const PATH = 80;
const WORD = 30;
const PATHS = 3;
const ADDRESS_OF_RUN = 500;

/** A name as it can be shown: on one line, without what is invisible or turns what follows, and no longer than told. */
export function visible(value, most = NAME) {
  const text = `${value}`;
  const shown = text
    .slice(0, 2 * most)
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) => `\\u{${character.codePointAt(0).toString(16)}}`)
    .replace(/(\p{M}{3})\p{M}+/gu, '$1')
    .replace(/\p{Zs}+/gu, ' ');
  const points = [...shown];
  const cut = points.length > most || text.length > 2 * most;
  return `${points.slice(0, most).join('').trim()}${cut ? '…' : ''}` || '(nothing)';
}

const name = (value, most) => [{ name: visible(value, most) }];

/** What is put into the words is a name, unless it is a number or a part of a line itself. */
export const line = (words, ...between) =>
  joined(words.flatMap((ours, index) => [ours, ...(index < between.length ? parts(between[index]) : [])]));

const joined = (parts) =>
  parts.reduce((before, part) => {
    if (part === '') return before;
    const areWords = typeof part === 'string' && typeof before.at(-1) === 'string';
    return areWords ? [...before.slice(0, -1), before.at(-1) + part] : [...before, part];
  }, []);

const parts = (value) => (Array.isArray(value) ? value : Number.isInteger(value) ? [`${value}`] : name(value));

const known = (words, value) => (words.has(value) ? [words.get(value)] : name(value, WORD));

const count = (number, one, many) => line`${number} ${[number === 1 ? one : many]}`;

function moment(millis) {
  const date = new Date(Number(millis));
  return Number.isNaN(date.getTime()) ? name(millis, WORD) : [`${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`];
}

const list = (lines) => lines.flatMap((each, index) => (index === 0 ? each : [', ', ...each]));

function where({ client, module, environment, team }) {
  const place = environment == null ? [] : line` in ${name(environment, PATH)}`;
  const owner = team == null ? [] : line`, team ${name(team, PATH)}`;
  return line`${`${client}/${module}`}${place}${owner}`;
}

/** A link is only made to a host that whoever runs this has named; every other address is shown as the text that it is. */
function linkTo(address, hosts) {
  if (address == null || address.length > ADDRESS_OF_RUN || !URL.canParse(address)) return undefined;
  const { protocol, username, password, host, href } = new URL(address);
  const trusted = protocol === 'https:' && username === '' && password === '' && hosts.has(host);
  return trusted && href.length <= ADDRESS_OF_RUN ? href : undefined;
}

function scan({ checkId, commit, runUrl }, at, link) {
  const planned = commit == null ? [] : line`, commit ${name(commit, PATH)}`;
  const run = runUrl == null || link ? [] : line`, run ${runUrl}`;
  return line`Scan ${name(checkId, PATH)} of ${moment(at)}${planned}${run}`;
}

function drifted({ address, change, attributes, cause, risk }) {
  const paths = list(attributes.slice(0, PATHS).map((path) => name(path, PATH)));
  const more = attributes.length > PATHS ? line` and ${attributes.length - PATHS} more` : [];
  const what = attributes.length === 0 ? [] : line`: ${paths}${more}`;
  return line`${[mark(risk)]} ${address} ${known(CHANGES, change)}${what}. Likely: ${known(CAUSES, cause)}.`;
}

export function detected(event, hosts = new Set()) {
  const { risk, appeared, openCount } = event;
  const link = linkTo(event.runUrl, hosts);
  return {
    mark: mark(risk),
    tone: TONES.get(risk) ?? 'default',
    title: MARKS.has(risk) ? `Drift, risk ${risk}` : 'Drift',
    head: line`${where(event)}: ${count(appeared.length, 'resource drifted', 'resources drifted')}, ${openCount} open in all.`,
    items: appeared.map(drifted),
    foot: scan(event, event.detectedAt, link),
    link,
  };
}

export function resolved(event, hosts = new Set()) {
  const { openCount } = event;
  const link = linkTo(event.runUrl, hosts);
  const gone = count(event.resolved.length, 'resource is no longer open', 'resources are no longer open');
  const rest = openCount === 0 ? ['none is left'] : line`${openCount} still open`;
  return {
    mark: openCount === 0 ? '✅' : '☑️',
    tone: openCount === 0 ? 'good' : 'default',
    title: openCount === 0 ? 'Drift resolved' : 'Drift partly resolved',
    head: line`${where(event)}: ${gone}, ${rest}.`,
    items: event.resolved.map(({ address, since }) => line`${address}, open since ${moment(since)}`),
    foot: scan(event, event.resolvedAt, link),
    link,
  };
}
