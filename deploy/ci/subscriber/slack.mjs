// What is said of an event, as a message for an incoming webhook of Slack. Names stand in code, where Slack formats nothing and
// makes no emoji; with its three control characters as entities, so that none is a mention or a link; and verbatim, so that
// Slack makes none of what looks like one. The text that notifications show holds no name that is more than letters and digits.

const ITEMS = 20;
/** Slack documents 50 blocks and 3000 characters in each, no number for all together, and msg_blocks_too_long as an error. */
const CHARACTERS = 12_000;

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escaped = (text) => text.replace(/[&<>]/g, (character) => ENTITIES[character]);
const code = (name) => `\`${escaped(name.replaceAll('`', 'ˋ'))}\``;

const mrkdwn = (parts) => ({
  type: 'mrkdwn',
  text: parts.map((part) => (typeof part === 'string' ? escaped(part) : code(part.name))).join(''),
  verbatim: true,
});
const section = (parts) => ({ type: 'section', text: mrkdwn(parts) });
const context = (text) => ({ type: 'context', elements: [text] });
const link = (address) =>
  context({ ...mrkdwn([]), text: `<${escaped(address.replaceAll('|', '%7C').replaceAll('`', '%60'))}|Pipeline run>` });

const PLAIN = /^[A-Za-z0-9-]+\/[A-Za-z0-9-]+$/;

function message(notice, count) {
  const [first] = notice.head;
  const of = PLAIN.test(first.name) ? ` in ${first.name}` : '';
  const more = notice.items.length - count;
  return {
    text: `${notice.mark} ${notice.title}${of}`,
    unfurl_links: false,
    unfurl_media: false,
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: `${notice.mark} ${notice.title}`, emoji: true } },
      section(notice.head),
      ...notice.items.slice(0, count).map(section),
      ...(more > 0 ? [context(mrkdwn([count > 0 ? `and ${more} more` : `${more} not shown here`]))] : []),
      context(mrkdwn(notice.foot)),
      ...(notice.link ? [link(notice.link)] : []),
    ],
  };
}

/** As JSON, with as many of the items as Slack takes, and no more than told. */
export function slackMessage(notice, most = ITEMS) {
  for (let count = Math.min(most, notice.items.length); ; count--) {
    const json = JSON.stringify(message(notice, count));
    if (count === 0 || json.length <= CHARACTERS) return json;
  }
}
