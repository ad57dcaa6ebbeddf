import { parseHTML } from 'linkedom';
import MarkdownIt from 'markdown-it';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { detection, drifted, hostileEvents, resolution } from './hostile.mjs';
import { detected, resolved } from './notice.mjs';
import { standIn } from './stand-in.mjs';
import { teamsMessage } from './teams.mjs';

// Microsoft's own renderer, in a page, with a Markdown that takes everything for what it may be
const { window, document, HTMLElement } = parseHTML('<html><body></body></html>');
Object.defineProperty(HTMLElement.prototype, 'innerText', {
  set(text) {
    this.textContent = text;
  },
});
Object.assign(globalThis, { window, document, HTMLElement, HTMLButtonElement: window.HTMLButtonElement });
const { AdaptiveCard, SerializationContext, Version } = (await import('adaptivecards/dist/adaptivecards.js')).default;
const markdown = new MarkdownIt({ html: true, linkify: true });
AdaptiveCard.onProcessMarkdown = (text, result) => Object.assign(result, { outputHtml: markdown.render(text), didProcess: true });

const HOSTS = new Set(['ci.example']);
const WORDS = /^\p{Emoji}\ufe0f? Drift[A-Za-z, ]*$/u;

/** The card as it is rendered; whatever the renderer finds wrong with it fails. */
function rendered(content) {
  const context = new SerializationContext(new Version(1, 4));
  const card = new AdaptiveCard();
  card.parse(content, context);
  const found = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
  found.push(...card.validateProperties().validationEvents.map(({ message }) => message));
  assert.deepEqual(found, []);
  return card.render();
}

const cardOf = (json) => JSON.parse(json).attachments[0].content;
const elementsOf = (body) => body.flatMap((element) => [element, ...elementsOf(element.items ?? [])]);
const textOf = (parts) => parts.map((part) => (typeof part === 'string' ? part : part.name)).join('');
const richTexts = ({ body }) =>
  body.filter(({ type }) => type === 'RichTextBlock').map(({ inlines }) => inlines.map(({ text }) => text).join(''));
const IS_COUNT = /^and \d+ more$|^\d+ not shown here$/;

test('the renderer finds what is wrong, so that nothing found means something', () => {
  const bad = (element) => assert.throws(() => rendered({ type: 'AdaptiveCard', version: '1.4', body: [element] }));
  bad({ type: 'TextBlok', text: 'x' });
  bad({ type: 'TextBlock', text: 'x', size: 'huge' });
  bad({ type: 'TextBlock', text: 'x', fontType: 'monospaced' });
  const text = '[x](https://evil.example) {{DATE(2017-02-14T06:08:39Z,SHORT)}}';
  const body = [{ type: 'TextBlock', text }, { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text }] }];
  const html = rendered({ type: 'AdaptiveCard', version: '1.4', body });
  assert.equal(html.querySelectorAll('a').length, 1);
  assert.doesNotMatch(html.textContent, /DATE/);
});

test('a message is what a workflow takes, and says what drifted', () => {
  const message = JSON.parse(teamsMessage(detected(detection(), HOSTS)));
  const { attachments, ...rest } = message;
  assert.deepEqual(rest, { type: 'message' });
  assert.equal(attachments.length, 1);
  const [{ contentType, content }] = attachments;
  assert.equal(contentType, 'application/vnd.microsoft.card.adaptive');
  assert.equal(content.version, '1.4');
  assert.deepEqual(richTexts(content), [
    'acme/network in production, team platform: 1 resource drifted, 1 open in all.',
    '🔴 aws_security_group.db changed: ingress[0].cidr_blocks. Likely: changed by hand.',
    'Scan 0b6f5c1e-3a52-4d0e-9c1b-7f4f0a2d9e31 of 2026-11-29 12:30 UTC, commit 4f2a91c',
  ]);
  const url = 'https://ci.example/runs/7?a=1&b=2';
  assert.deepEqual(content.actions, [{ type: 'Action.OpenUrl', title: 'Pipeline run', url }]);
  assert.equal(content.body[0].style, 'attention');
  assert.match(rendered(content).textContent, /^🔴 Drift, risk critical\n?acme\/network in production/);
  assert.equal(cardOf(teamsMessage(resolved(resolution()))).body[0].style, 'good');
});

test('no name is a mention, a link, a date or formatting, whatever it holds', async (t) => {
  const taken = [];
  const server = await standIn({ took: ({ body }) => taken.push(body) });
  t.after(server.close);
  for (let seed = 1; seed <= 60; seed++) {
    const events = hostileEvents(seed);
    for (const notice of [detected(events.detected, HOSTS), resolved(events.resolved, HOSTS)]) {
      const json = teamsMessage(notice);
      const content = cardOf(json);
      for (const { type, text } of elementsOf(content.body)) if (type === 'TextBlock') assert.match(text, WORDS);
      assert.match(content.fallbackText, WORDS);
      assert.deepEqual(content.msteams, { width: 'Full' });
      const shown = richTexts(content).filter((text) => !IS_COUNT.test(text));
      const expected = [notice.head, ...notice.items.slice(0, shown.length - 2), notice.foot].map(textOf);
      assert.deepEqual(shown, expected);
      const html = rendered(content);
      assert.equal(html.querySelectorAll('a, b, strong, em, i, img, ul, ol, li, h1, code, blockquote, script').length, 0);
      for (const text of expected) assert.ok(html.textContent.includes(text), text);
      if (seed <= 40) {
        assert.equal(await server.answer('/teams', json), '202 ', json);
      }
    }
  }
  assert.equal(taken.length, 80);
});

test('a message is below 28 KB however one counts, and what is too much is counted', () => {
  for (const piece of ['&', '漢', '😀', '"', '{', '\u0000', '{{DATE(', 'http://', 'https://{{TIME(']) {
    const worst = piece.repeat(10_000);
    const awful = drifted(worst, { attributes: Array(9).fill(worst), cause: worst, change: worst, risk: worst });
    const names = { checkId: worst, client: worst, module: worst, environment: worst, team: worst, commit: worst, runUrl: worst };
    const json = teamsMessage(detected(detection({ ...names, appeared: Array(500).fill(awful) })));
    assert.ok(Buffer.byteLength(json) <= 28 * 1024 && Buffer.byteLength(json, 'utf16le') <= 28 * 1024, piece);
    assert.match(json, /"and \d+ more"|"500 not shown here"/);

    const gone = resolved(resolution({ resolved: Array(500).fill({ address: worst, since: 0 }) }));
    const [inBytes, inUnits] = ['utf8', 'utf16le'].map((encoding) => Buffer.byteLength(teamsMessage(gone, 100), encoding));
    const size = Math.max(inBytes, inUnits);
    assert.ok(size <= 28 * 1024 && size > 24 * 1024, `${piece} ${size}`);
  }
  const many = cardOf(teamsMessage(detected(detection({ appeared: Array(5_000).fill(drifted('aws_x.y')) }))));
  assert.ok(richTexts(many).includes('and 4980 more'));
});
