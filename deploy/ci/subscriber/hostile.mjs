// Events whose every text is somebody's attempt to be more than a text, for the tests.

const PIECES = [
  ...['<!here>', '<!channel>', '<!everyone>', '<@U024BE7LH>', '<#C024BE7LR|general>', '<!subteam^S1>', '@channel'],
  ...['<!date^0^{date}|x>', '<https://evil.example|x|y>'],
  ...['<https://evil.example|your console>', 'https://evil.example', 'mailto:a@evil.example', 'www.evil.example', '<', '>'],
  ...['&', '|'],
  ...['&lt;!here&gt;', '&amp;', '&#60;', '*bold*', '_slanted_', '~struck~', '`', '```', '\\`', ':smile:', '> quoted', 'ˋ'],
  ...['**bold**', '[click](https://evil.example)', '![x](https://evil.example/x.png)', '# big', '- one', '1. one'],
  ...['\\', '"', "'"],
  ...['<at>everyone</at>', '<b>bold</b>', '<img src=x onerror=y>', '<a href="https://evil.example">x</a>', '${x}'],
  ...['@{x}', '{', '}'],
  ...['{{DATE(2017-02-14T06:08:39Z,SHORT)}}', '{{TIME(2017-02-14T06:08:39Z)}}', '{{{{'],
  ...['\n', '\r\n', '\t', '\u0000', '\u001b[31m', '\u200b', '\u202e', '\u2066', '\u2028', '\ud800', '\udc00', '\ufeff'],
  ...['\u00a0', ' '],
  ...['😀', '漢', 'é', 'a\u0301\u0301\u0301\u0301\u0301\u0301', 'constructor', '__proto__', 'aws_x.y', '["k"]', 'null', ''],
];

/** The same texts for the same seed. */
export function hostileTexts(seed) {
  let state = seed;
  const below = (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
  const text = () =>
    Array.from({ length: below(below(10) === 0 ? 400 : 6) }, () => PIECES[below(PIECES.length)]).join(below(2) === 0 ? '' : ' ');
  return { below, text };
}

const several = (length, make) => Array.from({ length }, make);

export function hostileEvents(seed) {
  const { below, text } = hostileTexts(seed);
  const scan = {
    ...{ checkId: text(), client: text(), module: text(), environment: [null, text()][below(2)], team: [null, text()][below(2)] },
    ...{ commit: [null, text()][below(2)], openCount: below(5) },
    runUrl: [null, text(), `https://ci.example/${text()}`][below(3)],
  };
  const resource = () => ({
    ...{ address: text(), type: text(), change: ['changed', text()][below(2)], attributes: several(below(6), text) },
    ...{ cause: text(), risk: ['critical', text()][below(2)], fingerprint: text() },
  });
  const at = [9e18, 1_796_000_000_000][below(2)];
  const risk = ['high', text()][below(2)];
  return {
    detected: { ...scan, detectedAt: at, risk, summary: text(), appeared: several(below(30), resource) },
    resolved: { ...scan, resolvedAt: 1_796_000_000_000, resolved: several(below(30), () => ({ address: text(), since: 0 })) },
  };
}

/** Ordinary ones. */
export const drifted = (address, more = {}) => ({
  ...{ address, type: address.split('.')[0], change: 'changed', attributes: ['ingress[0].cidr_blocks'] },
  ...{ cause: 'changed-by-hand', risk: 'critical', fingerprint: 'ab' },
  ...more,
});

export const scan = {
  ...{ checkId: '0b6f5c1e-3a52-4d0e-9c1b-7f4f0a2d9e31', client: 'acme', module: 'network', environment: 'production' },
  ...{ team: 'platform', commit: '4f2a91c', runUrl: 'https://ci.example/runs/7?a=1&b=2' },
};

export const detection = (more = {}) => ({
  ...scan,
  ...{ detectedAt: Date.UTC(2026, 10, 29, 12, 30), risk: 'critical', summary: '1 resource drifted.', openCount: 1 },
  ...{ appeared: [drifted('aws_security_group.db')] },
  ...more,
});

export const resolution = (more = {}) => ({
  ...scan,
  ...{ resolvedAt: Date.UTC(2026, 10, 29, 13), openCount: 0 },
  ...{ resolved: [{ address: 'aws_security_group.db', since: Date.UTC(2026, 10, 29, 12, 30) }] },
  ...more,
});
