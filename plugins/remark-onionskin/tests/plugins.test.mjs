// The plugins as sites have them.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { evaluate } from '@mdx-js/mdx';
import MarkdownIt from 'markdown-it';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import * as runtime from 'react/jsx-runtime';
import rehypeStringify from 'rehype-stringify';
import remarkOnionskin from 'remark-onionskin';
import onionskin from 'remark-onionskin/markdown-it';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';

const folder = join(dirname(fileURLToPath(import.meta.url)), '..');
const PYTHON = `FROM python:3.11-slim
WORKDIR /app
COPY requirements.txt .

RUN pip install -r requirements.txt
COPY . .
CMD ["python", "run.py"]
`;
const FENCE = `\`\`\`dockerfile onionskin change=requirements.txt select=5\n${PYTHON}\`\`\`\n`;
const HOSTILE =
  '```docker onionskin target="<b>{1}"\nFROM <img src=x>\nRUN echo "</code>{1+1}{{ 1+1 }}<script>"\n```\n';
const ELEMENT = /<onionskin-dockerfile[^]*?<\/onionskin-dockerfile>/g;

/** What people read of `html`. */
const textOf = (html) =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:lt|#x3C);/g, '<')
    .replaceAll('&gt;', '>')
    .replace(/&(?:quot|#x22);/g, '"')
    .replaceAll('&amp;', '&');
const codeOf = (element) => textOf(/<pre[^]*?<\/pre>/.exec(element)[0]);

/** Markdown as the three kinds of site make HTML of it, with what they are told. */
const SITES = {
  remark: async (markdown, options) => {
    const made = unified().use(remarkParse).use(remarkOnionskin, options).use(remarkRehype).use(rehypeStringify);
    return String(await made.process({ value: markdown, path: 'docs/guide.md' }));
  },
  mdx: async (markdown, options, components) => {
    const { default: Content } = await evaluate(markdown, { ...runtime, remarkPlugins: [[remarkOnionskin, options]] });
    return renderToStaticMarkup(createElement(Content, { components }));
  },
  'markdown-it': async (markdown, options) => {
    const plugin = await onionskin(options);
    return MarkdownIt().use(plugin).render(markdown, { relativePath: 'guide.md' });
  },
};

for (const [name, html] of Object.entries(SITES)) {
  test(`${name}: a block is code and explained`, async () => {
    const made = await html(`# Guide\n\n${FENCE}\nMore.\n\n${FENCE}`, { page: 'https://example.org/onionskin/' });
    const [element, second] = made.match(ELEMENT);
    assert.ok(second);
    const attributes = 'change="requirements.txt" select="5" src="https://example.org/onionskin/"';
    const start = `<onionskin-dockerfile ${attributes}><pre><code class="language-dockerfile">`;
    assert.ok(element.replace('>\n<pre>', '><pre>').startsWith(start), element);
    assert.equal(codeOf(element), PYTHON);
    assert.match(textOf(element), /3 of 5 steps rebuild: 3, 4 and 5\./);
    assert.equal(element.match(/<details open/g).length, 1);
    assert.match(element, /viewBox="0 0 16 16"/);
    assert.match(element, /class="onionskin"/);
    assert.match(element, /href="https:\/\/example\.org\/onionskin\/#/);
    assert.match(made, /<p>More\.<\/p>/);
    const ids = [...made.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    assert.equal(new Set(ids).size, ids.length);
    assert.ok(ids.length > 10);
  });

  test(`${name}: blocks stand in lists and quotes, and others are left alone`, async () => {
    const indented = FENCE.replace(/^(?=.)/gm, '   ');
    const made = await html(
      `1. One\n\n${indented}\n> Said:\n>\n${FENCE.replace(/^/gm, '> ')}\n\`\`\`docker\nFROM b\n\`\`\`\n`,
    );
    const elements = made.match(ELEMENT);
    assert.equal(elements.length, 2);
    assert.deepEqual(elements.map(codeOf), [PYTHON, PYTHON]);
    assert.match(made, /<pre><code class="language-docker">FROM b\n<\/code><\/pre>/);
  });

  test(`${name}: markup and expressions are text`, async () => {
    const [element] = (await html(HOSTILE, { warn: () => {} })).match(ELEMENT);
    // In the value of an attribute, these characters are themselves.
    assert.match(element, /^<onionskin-dockerfile change="nothing" target="(<|&lt;)b(>|&gt;)\{1\}"/);
    assert.doesNotMatch(element.slice(element.indexOf('<pre>')), /<img|<script|<b>/);
    assert.match(codeOf(element), /^FROM <img src=x>\nRUN echo "<\/code>\{1\+1\}\{\{ 1\+1 \}\}<script>"\n$/);
  });

  test(`${name}: what stands behind a fence is read as Markdown reads it`, async () => {
    const made = await html(
      '```DockerFile onionskin change=a\\\\,b\n\nFROM c\n```\n\n```dockerfile Onionskin\nFROM d\n```\n',
    );
    const [element, other] = made.match(ELEMENT);
    assert.equal(other, undefined);
    assert.match(element, /^<onionskin-dockerfile change="a\\,b"/);
    // The one line end that embed.js leaves out, and the blank line.
    assert.equal(codeOf(element), '\n\nFROM c\n');
  });

  test(`${name}: what is wrong is told, and ends a strict build`, async () => {
    const told = [];
    const wrong = '```dockerfile onionskin color=red\nFROM alpine\nFOO\n```\n';
    const made = await html(wrong, { warn: (message) => told.push(message) });
    assert.match(textOf(made), /unknown instruction: FOO/);
    assert.match(told[0], /there is no key "color"; the keys are change, select, view, target, build-args and theme$/);
    assert.match(told[1], /line 2: dockerfile parse error on line 2: unknown instruction: FOO/);
    if (name !== 'mdx') assert.match(told[0], /guide\.md/);
    await assert.rejects(html(wrong, { strict: true }), /there is no key "color"/);
    const large = `\`\`\`dockerfile onionskin\nFROM alpine\n${'#\n'.repeat(10_000)}\`\`\`\n`;
    const kept = await html(large, { warn: (message) => told.push(message) });
    assert.equal(kept.match(ELEMENT), null);
    assert.match(kept, /<pre><code class="language-dockerfile">FROM alpine\n#/);
    assert.match(told[2], /stays a block of code: too large to be shown/);
  });
}

test('remark: no two pages of a site share an id', async () => {
  const made = unified().use(remarkParse).use(remarkOnionskin).use(remarkRehype).use(rehypeStringify);
  const idOf = async (path) => / id="([^"]*)"/.exec(String(await made.process({ value: FENCE, path })))[1];
  assert.notEqual(await idOf('a.md'), await idOf('b.md'));
  assert.notEqual(await idOf(join(process.cwd(), 'a.md')), await idOf(join(process.cwd(), 'b.md')));
});

test('mdx: the block of code is one of the site, and what is below it stays as it is', async () => {
  const component = (name) => (props) => createElement('x-site', { name }, props.children);
  const components = Object.fromEntries(
    ['pre', 'details', 'a', 'h3', 'li', 'svg', 'p'].map((it) => [it, component(it)]),
  );
  const [element] = (await SITES.mdx(FENCE, {}, components)).match(ELEMENT);
  assert.deepEqual(
    [...element.matchAll(/<x-site name="(\w+)"/g)].map(([, name]) => name),
    ['pre'],
  );
});

test('markdown-it: the block of code is one of the site, and Vue leaves all of it alone where it leaves that alone', async () => {
  const md = MarkdownIt();
  md.renderer.rules.fence = (tokens, at) =>
    `<div class="language-${tokens[at].info}"><pre v-pre><code>${md.utils.escapeHtml(tokens[at].content)}</code></pre></div>\n`;
  md.use(await onionskin());
  const [element] = md.render(FENCE).match(ELEMENT);
  assert.match(element, /^<onionskin-dockerfile [^>]* v-pre><div class="language-dockerfile"><pre v-pre><code>FROM /);
  assert.equal(codeOf(element), PYTHON);
  assert.equal(
    md.render('```docker\nFROM a\n```'),
    '<div class="language-docker"><pre v-pre><code>FROM a\n</code></pre></div>\n',
  );
});

test('what is published is the built package', () => {
  const [{ files }] = JSON.parse(
    execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: folder, encoding: 'utf8' }),
  );
  const built = ['blocks', 'index', 'markdown-it'].flatMap((name) => [`dist/${name}.d.ts`, `dist/${name}.js`]);
  assert.deepEqual(
    files.map(({ path }) => path).sort(),
    ['README.md', 'dist/LICENSE-APACHE', 'dist/LICENSE-MIT', 'package.json', ...built].sort(),
  );
});
