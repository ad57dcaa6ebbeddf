// Pictures of a pull-request comment as three platforms render it: see README.md beside this file.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import hljs from 'highlight.js';
import markdownIt from 'markdown-it';
import taskLists from 'markdown-it-task-lists';
import { chromium } from 'playwright-core';
import rehypeParse from 'rehype-parse';
import rehypeRaw from 'rehype-raw';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';

const here = (file) => new URL(file, import.meta.url);
const installed = (file) => readFileSync(createRequire(import.meta.url).resolve(file), 'utf8');

const source = process.argv[2] ?? here('../pull-request-comment.md');
const comment = readFileSync(source, 'utf8').replace(/^<!--.*-->\n/, '');

// who may write what: GitHub's list is rehype-sanitize's default, and nothing in a comment of ours needs more
const sanitized = (html) =>
  String(unified().use(rehypeParse, { fragment: true }).use(rehypeSanitize, defaultSchema).use(rehypeStringify).processSync(html));

const coloured = (html) =>
  html.replace(/<pre(?: lang="([a-z]+)")?><code(?: class="language-([a-z]+)")?>([^]*?)<\/code><\/pre>/g, (all, lang, named, code) => {
    const text = code.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;|&#x22;/g, '"').replace(/&#x27;|&#39;/g, "'").replace(/&amp;/g, '&');
    return `<pre><code class="hljs">${hljs.highlight(text, { language: lang ?? named ?? 'plaintext' }).value}</code></pre>`;
  });

const platforms = {
  // its own parser, as Debian packages it
  github: {
    html: () =>
      coloured(
        sanitized(
          execFileSync('cmark-gfm', ['--unsafe', '-e', 'table', '-e', 'strikethrough', '-e', 'autolink', '-e', 'tagfilter', '-e', 'tasklist'], {
            input: comment,
            encoding: 'utf8',
          }),
        ),
      ).replace(/<li>(?=<input type="checkbox")/g, '<li class="task-list-item">'),
    css: () => installed('github-markdown-css/github-markdown-light.css') + installed('highlight.js/styles/github.css'),
    body: 'markdown-body',
    font: '-apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif',
  },
  // what its front end renders Markdown with
  gitlab: {
    html: () =>
      coloured(
        sanitized(
          String(
            unified()
              .use(remarkParse)
              .use(remarkGfm)
              .use(remarkRehype, { allowDangerousHtml: true })
              .use(rehypeRaw)
              .use(rehypeStringify)
              .processSync(comment),
          ),
        ),
      ),
    css: () => readFileSync(here('gitlab.css'), 'utf8') + installed('highlight.js/styles/github.css'),
    body: 'md',
    font: '"GitLab Sans", -apple-system, "Noto Sans", Ubuntu, Cantarell, "Helvetica Neue", sans-serif',
  },
  // line ends are breaks in its comments
  'azure-devops': {
    html: () => coloured(sanitized(markdownIt({ html: true, breaks: true, linkify: true }).use(taskLists).render(comment))),
    css: () => readFileSync(here('azure-devops.css'), 'utf8') + installed('highlight.js/styles/default.css'),
    body: 'markdown-content',
    font: '"Segoe UI", "Noto Sans", "Helvetica Neue", Helvetica, Ubuntu, Arial, sans-serif',
  },
};

const page = ({ css, html, body, font }) => `<!doctype html><meta charset="utf-8"><style>${css()}
  body { margin: 0; background: #fff; font-family: ${font}; }
  pre code.hljs { background: none; padding: 0; }
  #comment { width: 860px; padding: 16px 20px; box-sizing: border-box; }
</style><div id="comment"><div class="${body}">${html()}</div></div>`;

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
for (const [name, platform] of Object.entries(platforms)) {
  const html = page(platform);
  if (process.env.KEEP) writeFileSync(here(`${name}.html`), html);
  const tab = await browser.newPage({ viewport: { width: 900, height: 600 } });
  await tab.setContent(process.env.OPEN ? html.replaceAll('<details>', '<details open>') : html);
  await tab.locator('#comment').screenshot({ path: here(`${process.env.AS ?? ''}${name}.png`).pathname });
  await tab.close();
}
await browser.close();
