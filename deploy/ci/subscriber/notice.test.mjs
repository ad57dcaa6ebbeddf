import assert from 'node:assert/strict';
import { test } from 'node:test';
import { detection, drifted, hostileTexts, resolution } from './hostile.mjs';
import { detected, line, resolved, visible } from './notice.mjs';

const said = (parts) => parts.map((part) => (typeof part === 'string' ? part : `‹${part.name}›`)).join('');

test('what drifted is told with its place, its risk, its cause and its scan', () => {
  const notice = detected(detection({ openCount: 3 }));
  assert.equal(`${notice.mark} ${notice.title}`, '🔴 Drift, risk critical');
  assert.equal(said(notice.head), '‹acme/network› in ‹production›, team ‹platform›: 1 resource drifted, 3 open in all.');
  assert.deepEqual(notice.items.map(said), [
    '🔴 ‹aws_security_group.db› changed: ‹ingress[0].cidr_blocks›. Likely: changed by hand.',
  ]);
  const [scan, ...origin] = said(notice.foot).split(', ');
  assert.equal(scan, 'Scan ‹0b6f5c1e-3a52-4d0e-9c1b-7f4f0a2d9e31› of 2026-11-29 12:30 UTC');
  assert.deepEqual(origin, ['commit ‹4f2a91c›', 'run ‹https://ci.example/runs/7?a=1&b=2›']);
});

test('a deletion has no attributes, and of many attributes the first are told', () => {
  const deleted = drifted('aws_x.y', { change: 'deleted', attributes: [], cause: 'deleted-outside', risk: 'medium' });
  const changed = drifted('aws_x.z', { attributes: ['a', 'b', 'c', 'd', 'e'], risk: 'low' });
  assert.deepEqual(detected(detection({ appeared: [deleted, changed] })).items.map(said), [
    '🟡 ‹aws_x.y› was deleted. Likely: deleted outside Terraform.',
    '🟢 ‹aws_x.z› changed: ‹a›, ‹b›, ‹c› and 2 more. Likely: changed by hand.',
  ]);
});

test('what is resolved is told with its age, and whether anything is left', () => {
  const all = resolved(resolution({ environment: null, team: null }));
  assert.equal(`${all.mark} ${all.title}`, '✅ Drift resolved');
  assert.equal(said(all.head), '‹acme/network›: 1 resource is no longer open, none is left.');
  assert.deepEqual(all.items.map(said), ['‹aws_security_group.db›, open since 2026-11-29 12:30 UTC']);
  assert.match(said(all.foot), / of 2026-11-29 13:00 UTC, /);

  const some = resolved(resolution({ openCount: 2 }));
  assert.equal(some.title, 'Drift partly resolved');
  assert.match(said(some.head), /, 2 still open\.$/);
});

test('a run is a link only at a host that was named, and by https', () => {
  const linkOf = (runUrl) => detected(detection({ runUrl }), new Set(['ci.example', 'ci.example:8443'])).link;
  assert.equal(linkOf('https://ci.example/runs/7?a=1'), 'https://ci.example/runs/7?a=1');
  assert.equal(linkOf('https://ci.example:8443/7'), 'https://ci.example:8443/7');
  const others = ['http://ci.example/7', 'https://ci.example.evil.example/7', 'https://ci.example@evil.example/', '7', '', null];
  others.push('https://evil.example/ci.example', 'https://u:p@ci.example/', 'https://ci.example:1/', '//ci.example/');
  others.push('javascript:alert(1)', 'https://u@ci.example/');
  others.push(`https://ci.example/${'7'.repeat(500)}`, `https://ci.example/${'é'.repeat(200)}`);
  for (const other of others) assert.equal(linkOf(other), undefined, other);
  assert.equal(detected(detection()).link, undefined);
});

test('a risk, a cause or a change that is not known is a name, whatever it is called', () => {
  const odd = drifted('aws_x.y', { change: 'constructor', cause: '__proto__', risk: 'toString' });
  const notice = detected(detection({ risk: 'constructor', appeared: [odd] }));
  assert.equal(`${notice.mark} ${notice.title}`, '⚪ Drift');
  assert.equal(said(notice.items[0]), '⚪ ‹aws_x.y› ‹constructor›: ‹ingress[0].cidr_blocks›. Likely: ‹__proto__›.');
});

test('a time that is none is shown and does not stop anything', () => {
  assert.match(said(detected(detection({ detectedAt: 9e18 })).foot), /^Scan ‹[^›]+› of ‹9000000000000000000›/);
});

test('a name is one line of what can be seen, and not too long', () => {
  assert.equal(visible('aws_x.y["a/b"]'), 'aws_x.y["a/b"]');
  assert.equal(visible('a\nb\u202ec\u0000\ud800\u2028'), 'a\\u{a}b\\u{202e}c\\u{0}\\u{d800}\\u{2028}');
  assert.equal(visible(' \u00a0 '), '(nothing)');
  assert.equal(visible(''), '(nothing)');
  assert.equal(visible('a\u3000  b '), 'a b');
  assert.equal(visible('x'.repeat(201)), `${'x'.repeat(200)}…`);
  assert.equal(visible('😀'.repeat(201)), `${'😀'.repeat(200)}…`);
  assert.equal(visible('e' + '\u0301'.repeat(50)), `e${'\u0301'.repeat(3)}`);
  const { text } = hostileTexts(7);
  for (let round = 0; round < 2_000; round++) {
    const shown = visible(text());
    assert.ok([...shown].length <= 201);
    assert.match(shown, /^[^\p{C}\p{Zl}\p{Zp}\s]([^\p{C}\p{Zl}\p{Zp}]*[^\p{C}\p{Zl}\p{Zp}\s])?$/u);
  }
});

test('a name of millions of characters costs no more than one', () => {
  const started = process.cpuUsage();
  visible('&\u0301'.repeat(4_000_000));
  visible(' '.repeat(8_000_000));
  assert.ok(process.cpuUsage(started).user < 500_000);
});

test('a number between words is ours, and a line may be a part of another', () => {
  assert.deepEqual(line`${1} of ${'x'} ${line`and ${'y'}`}`, ['1 of ', { name: 'x' }, ' and ', { name: 'y' }]);
});
