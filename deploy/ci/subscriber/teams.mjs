// What is said of an event, as a message for a workflow of Teams ("When a Teams webhook request is received"): an Adaptive Card.
// Names stand in runs of a RichTextBlock, which knows no Markdown, and never in a TextBlock, which does. A card names whom it
// mentions beside its text, and this one names nobody.

const ITEMS = 20;
/** Teams takes 28 KB and does not say in which encoding it counts: in either of the two that it uses. */
const BYTES = 28 * 1024;
const bytes = (json) => Math.max(Buffer.byteLength(json), 2 * json.length);

/** What a renderer looks for in a run all the same, a date or what looks like a link, it does not find where it is in two. */
const BREAKS = /(?<=\{)(?=\{(?:DATE|TIME))|(?<=https?:)(?=\/\/)/i;
const run = (text, looks) => ({ type: 'TextRun', text, ...looks });
const runs = (part, looks) =>
  typeof part === 'string'
    ? [run(part, looks)]
    : part.name.split(BREAKS).map((text) => run(text, { ...looks, fontType: 'Monospace' }));

const rich = (parts, looks) => ({ type: 'RichTextBlock', inlines: parts.flatMap((part) => runs(part, looks)) });
const subtle = (parts) => rich(parts, { isSubtle: true, size: 'Small' });

function card(notice, count) {
  const title = `${notice.mark} ${notice.title}`;
  const more = notice.items.length - count;
  return {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    fallbackText: title,
    msteams: { width: 'Full' },
    body: [
      {
        type: 'Container',
        style: notice.tone,
        bleed: true,
        items: [{ type: 'TextBlock', text: title, size: 'Large', weight: 'Bolder', wrap: true }],
      },
      rich(notice.head),
      ...notice.items.slice(0, count).map((item) => rich(item)),
      ...(more > 0 ? [subtle([count > 0 ? `and ${more} more` : `${more} not shown here`])] : []),
      subtle(notice.foot),
    ],
    ...(notice.link ? { actions: [{ type: 'Action.OpenUrl', title: 'Pipeline run', url: notice.link }] } : {}),
  };
}

/** As JSON, with as many of the items as Teams takes, and no more than told. */
export function teamsMessage(notice, most = ITEMS) {
  for (let count = Math.min(most, notice.items.length); ; count--) {
    const content = card(notice, count);
    const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content };
    const json = JSON.stringify({ type: 'message', attachments: [attachment] });
    if (count === 0 || bytes(json) <= BYTES) return json;
  }
}
