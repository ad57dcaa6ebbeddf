import assert from 'node:assert/strict';
import { test } from 'node:test';
import { detection, drifted, hostileEvents, resolution } from './hostile.mjs';
import { detected, resolved } from './notice.mjs';
import { slackMessage } from './slack.mjs';
import { standIn } from './stand-in.mjs';

const HOSTS = new Set(['ci.example']);
const OURS = /^[A-Za-z0-9 ,.:()🔴🟠🟡🟢⚪-]*$/u;
const LINK = /^<https:\/\/ci\.example\/[^<>|`\s]*\|Pipeline run>$/;

const textsOf = (message) => message.blocks.flatMap(({ text, elements }) => elements ?? [text]);
const itemsOf = ({ blocks }) => blocks.filter(({ type }) => type === 'section').length - 1;
const mrkdwnOf = (message) => textsOf(message).filter(({ type }) => type === 'mrkdwn');

/** What Slack documents, read by who did not write the message: outside of code our words, inside of it text. */
function names(text) {
  const outside = text.replace(/`[^`\n]+`/g, '');
  assert.match(outside, OURS, text);
  return [...text.matchAll(/`([^`\n]+)`/g)].map(([, inside]) => {
    assert.doesNotMatch(inside.replace(/&(?:amp|lt|gt);/g, ''), /[<>&]/, text);
    assert.doesNotMatch(inside, /^\s|\s$/, text);
    return inside.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  });
}

const nameParts = ({ head, items, foot }) => [head, ...items, foot].flat().filter((part) => typeof part !== 'string');

test('a message says what drifted', () => {
  const message = JSON.parse(slackMessage(detected(detection(), HOSTS)));
  assert.equal(message.text, '🔴 Drift, risk critical in acme/network');
  assert.deepEqual(textsOf(message).map(({ text }) => text), [
    '🔴 Drift, risk critical',
    '`acme/network` in `production`, team `platform`: 1 resource drifted, 1 open in all.',
    '🔴 `aws_security_group.db` changed: `ingress[0].cidr_blocks`. Likely: changed by hand.',
    'Scan `0b6f5c1e-3a52-4d0e-9c1b-7f4f0a2d9e31` of 2026-11-29 12:30 UTC, commit `4f2a91c`',
    '<https://ci.example/runs/7?a=1&amp;b=2|Pipeline run>',
  ]);
  assert.match(slackMessage(resolved(resolution())), /"✅ Drift resolved in acme\/network"/);
});

test('no name is a mention, a link, an emoji or formatting, whatever it holds', async (t) => {
  const taken = [];
  const server = await standIn({ took: ({ body }) => taken.push(body) });
  t.after(server.close);
  for (let seed = 1; seed <= 200; seed++) {
    const events = hostileEvents(seed);
    for (const notice of [detected(events.detected, HOSTS), resolved(events.resolved, HOSTS)]) {
      const json = slackMessage(notice);
      const message = JSON.parse(json);
      assert.ok(mrkdwnOf(message).every(({ verbatim }) => verbatim === true));
      const texts = mrkdwnOf(message).map(({ text }) => text);
      const shown = texts.filter((text) => !(notice.link && LINK.test(text))).flatMap(names);
      const expected = nameParts({ ...notice, items: notice.items.slice(0, itemsOf(message)) });
      assert.deepEqual(shown, expected.map(({ name }) => name.replaceAll('`', 'ˋ')));
      assert.match(message.text, /^\p{Emoji}\ufe0f? Drift[A-Za-z, ]*( in [A-Za-z0-9-]+\/[A-Za-z0-9-]+)?$/u);
      assert.ok(!('link_names' in message) && !('parse' in message));
      if (seed <= 40) {
        assert.equal(await server.answer('/slack', json), '200 ok', json);
      }
    }
  }
  assert.equal(taken.length, 80);
});

test('a link cannot be left by what is in it', () => {
  const runUrl = 'https://ci.example/a|b>c<!here>`d`?e=*f*&g=<!channel>';
  const message = JSON.parse(slackMessage(detected(detection({ runUrl }), HOSTS)));
  assert.match(message.blocks.at(-1).elements[0].text, LINK);
});

test('the longest names fit into a block, and what is too much is counted', () => {
  const worst = '&'.repeat(10_000);
  const awful = drifted(worst, { attributes: [worst, worst, worst, worst], cause: worst, change: worst, risk: worst });
  const runUrl = `https://ci.example/?${'&'.repeat(480)}`;
  const names = { checkId: worst, client: worst, module: worst, environment: worst, team: worst, commit: worst, runUrl };
  const message = JSON.parse(slackMessage(detected(detection({ ...names, appeared: Array(500).fill(awful) }), HOSTS)));
  assert.ok(textsOf(message).every(({ text }) => text.length <= 3_000));
  assert.ok(JSON.stringify(message).length <= 12_000);
  const shown = itemsOf(message);
  assert.ok(textsOf(message).some(({ text }) => text === (shown > 0 ? `and ${500 - shown} more` : '500 not shown here')));

  const many = JSON.parse(slackMessage(detected(detection({ appeared: Array(5_000).fill(drifted('aws_x.y')) }))));
  assert.equal(many.blocks.length, 24);
  assert.ok(textsOf(many).some(({ text }) => text === 'and 4980 more'));
});
