import { expect, test, type FrameLocator, type Locator, type Page } from '@playwright/test';
import AxeBuilder from '@axe-core/playwright';
import { launch } from 'puppeteer-core';
import { Onionskin, SEED_COMMANDS } from './onionskin';
import { Server, siteFile } from './servers';

const SEED = `${SEED_COMMANDS.join('\n')}\n`;

/** The page that other pages embed. */
const SITE = process.env.ONIONSKIN_URL ?? '';

let host: Server;
let pages: Record<string, string>;

/** What a careful page lets others do: run the script, and fill the frame. */
const policy = (site: string) => `default-src 'none'; script-src 'self' ${site}; frame-src ${site}; style-src 'self'`;

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

function element(attributes = '', text = SEED): string {
  return `<onionskin-dockerfile ${attributes}><pre><code>${escaped(text)}</code></pre></onionskin-dockerfile>`;
}

/** A page of somebody else's with `body` in it. */
function hostPage(body: string, { site = SITE, attributes = '' } = {}): string {
  return `<!doctype html><html lang="en" ${attributes}><head><meta charset="utf-8"><title>Our guide</title>
    <link rel="stylesheet" href="host.css"><script src="${site}embed.js" async></script></head>
    <body><main><h1>Our guide</h1>${body}<p id="end">The end.</p></main></body></html>`;
}

test.beforeEach(async () => {
  pages = {};
  host = await Server.start((path) => {
    if (path === '/host.css') {
      const styles = 'body { max-width: 40rem; margin: 0 auto } html.dark, [data-theme="dark"] { background: #111; color: #eee }';
      return { body: styles, headers: { 'content-type': 'text/css' } };
    }
    const site = path.startsWith('/strange') ? 'http://127.0.0.1:*' : SITE;
    const body = pages[path.slice(1)];
    const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy(site) };
    return body === undefined ? undefined : { body, headers };
  });
});

test.afterEach(() => host.close());

/** Shows a page of somebody else's; returns its first element. */
async function visit(page: Page, html: string, name = 'guide'): Promise<Locator> {
  pages[name] = html;
  await page.goto(`${host.url}${name}`);
  return page.locator('onionskin-dockerfile').first();
}

const frameOf = (element: Locator): FrameLocator => element.locator('iframe').contentFrame();
const verdictsIn = (frame: FrameLocator) =>
  frame
    .getByRole('list', { name: 'Layers' })
    .locator(':scope > li')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-verdict')));

/** Waits until the frame is there in place of the code block. */
async function expectUpgraded(element: Locator): Promise<void> {
  await expect(element.locator('iframe.shown')).toBeVisible({ timeout: 20_000 });
  await expect(element.locator('pre')).toBeHidden();
}

/** What the page around hears of its elements. */
async function listen(page: Page): Promise<() => Promise<[string, unknown][]>> {
  await page.addInitScript(() => {
    const heard: [string, unknown][] = [];
    Object.assign(globalThis, { heard });
    for (const name of ['ready', 'change', 'select', 'error']) {
      addEventListener(`onionskin-${name}`, (event) => heard.push([name, (event as CustomEvent).detail]));
    }
  });
  return () => page.evaluate(() => (globalThis as unknown as { heard: [string, unknown][] }).heard);
}

test('a code block becomes the explained Dockerfile under a strict policy', async ({ page }) => {
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  const heard = await listen(page);
  const element_ = await visit(page, hostPage(element('change="docker/requirements.txt" select="4"')));
  await expectUpgraded(element_);
  const frame = frameOf(element_);
  expect(await verdictsIn(frame)).toEqual(['reused', 'reused', 'rebuilds', 'rebuilds', 'rebuilds', 'settings']);
  await expect(frame.getByRole('region', { name: 'Explanation' })).toContainText('pip install');
  await expect(frame.getByRole('textbox')).toHaveCount(0);
  await expect(frame.getByRole('banner')).toHaveCount(0);
  const attributes = await element_.locator('iframe').evaluate((frame: HTMLIFrameElement) => [
    frame.getAttribute('sandbox'),
    frame.getAttribute('loading'),
    frame.allow,
    frame.referrerPolicy,
    frame.title,
    frame.src,
  ]);
  expect(attributes).toEqual([
    'allow-scripts allow-popups allow-popups-to-escape-sandbox',
    'lazy',
    'clipboard-write',
    'no-referrer',
    'Dockerfile, explained by Onionskin',
    `${SITE}?embed`,
  ]);

  await frame.getByRole('radio', { name: 'App code' }).check();
  await frame.getByRole('list', { name: 'Layers' }).getByRole('button').first().click();
  await expect
    .poll(heard)
    .toEqual([
      ['ready', {}],
      ['change', { change: 'docker/requirements.txt', totals: expect.stringContaining('3 of 5') }],
      ['select', { line: 4, lastLine: 4 }],
      ['change', { change: 'app-code', totals: expect.stringContaining('1 of 5') }],
      ['select', { line: 1, lastLine: 1 }],
    ]);
  expect(errors).toEqual([]);
});

test('the frame is as high as what it shows, and never scrolls', async ({ page }) => {
  const shown = await visit(page, hostPage(element()));
  await expectUpgraded(shown);
  const frame = frameOf(shown);
  const gap = () =>
    shown.locator('iframe').evaluate(async (iframe: HTMLIFrameElement) => iframe.getBoundingClientRect().height).then(
      async (outside) => outside - (await frame.locator('#onionskin').evaluate((it) => it.getBoundingClientRect().height)),
    );
  const expectFit = async () => {
    await expect.poll(gap).toBeGreaterThanOrEqual(0);
    await expect.poll(gap).toBeLessThan(1);
  };
  await expectFit();
  const before = (await shown.boundingBox())!.height;
  await page.setViewportSize({ width: 390, height: 800 });
  await expectFit();
  await frame.getByRole('list', { name: 'Layers' }).getByRole('button').nth(3).click();
  await expectFit();
  expect((await shown.boundingBox())!.height).not.toBe(before);
  const height = (px: string | null) =>
    shown.evaluate((it, px) => (px ? it.setAttribute('height', px) : it.removeAttribute('height')), px);
  await height('300');
  await expect.poll(async () => (await shown.boundingBox())!.height).toBe(300);
  await height(null);
  await expectFit();
});

test('the frame has the theme of the page around it, whoever made that', async ({ page }) => {
  const shown = await visit(page, hostPage(element()));
  await expectUpgraded(shown);
  const root = frameOf(shown).locator('html');
  const host = (change: (root: HTMLElement, body: HTMLElement) => void) =>
    page.evaluate(`(${change})(document.documentElement, document.body)`);
  await host((root) => root.setAttribute('data-theme', 'dark'));
  await expect(root).toHaveAttribute('data-theme', 'dark');
  await host((root) => root.setAttribute('data-theme', 'light'));
  await expect(root).toHaveAttribute('data-theme', 'light');
  await host((root, body) => (root.removeAttribute('data-theme'), body.setAttribute('data-md-color-scheme', 'slate')));
  await expect(root).toHaveAttribute('data-theme', 'dark');
  await host((_, body) => body.setAttribute('data-md-color-scheme', 'default'));
  await expect(root).toHaveAttribute('data-theme', 'light');
  await host((root, body) => (body.removeAttribute('data-md-color-scheme'), (root.className = 'navy sidebar-visible')));
  await expect(root).toHaveAttribute('data-theme', 'dark');
  await host((root) => (root.className = 'rust'));
  await expect(root).toHaveAttribute('data-theme', 'light');
  await host((root) => (root.className = 'dark'));
  await expect(root).toHaveAttribute('data-theme', 'dark');
  // A page that says nothing is white, whatever its reader's system is.
  await host((root) => (root.className = ''));
  await expect(root).toHaveAttribute('data-theme', 'light');
  await host((root) => (root.style.colorScheme = 'light dark'));
  await expect(root).toHaveAttribute('data-theme', 'system');
  await host((root) => (root.style.colorScheme = 'dark'));
  await expect(root).toHaveAttribute('data-theme', 'dark');
  await shown.evaluate((it) => it.setAttribute('theme', 'dark'));
  await expect(root).toHaveAttribute('data-theme', 'dark');
  await host((root) => root.setAttribute('data-theme', 'light'));
  await expect(root).toHaveAttribute('data-theme', 'dark');
});

test('what the page around changes later is shown, and mistakes are told', async ({ page }) => {
  const shown = await visit(page, hostPage(element()));
  await expectUpgraded(shown);
  const frame = frameOf(shown);
  const set = (name: string, value: string) => shown.evaluate((it, [name, value]) => it.setAttribute(name!, value!), [name, value]);
  await set('change', 'first-build');
  await expect(frame.getByRole('radio', { name: 'First build' })).toBeChecked();
  await set('view', 'table');
  await expect(frame.getByRole('table')).toBeVisible();
  await set('view', 'changes');
  await expect(frame.getByRole('grid')).toBeVisible();
  await set('view', 'stack');
  await set('select', '2');
  await expect(frame.locator('[aria-current="true"]')).toContainText('WORKDIR');
  await set('select', '99');
  await expect(frame.getByRole('alert')).toContainText('“select”');
  await set('select', '3');
  await expect(frame.getByRole('alert')).toHaveCount(0);
  await shown.locator('code').evaluate((it) => (it.textContent = 'FROM alpine\nRUN apk add git\n'));
  await expect(frame.getByRole('list', { name: 'Layers' })).toContainText('apk add git');
});

test('without JavaScript, and on paper, there is the code block', async ({ browser, page }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const plain = await visit(await context.newPage(), hostPage(element()));
  await expect(plain.locator('code')).toBeVisible();
  await expect(plain.locator('code')).toContainText('FROM python:3.11-slim');
  await context.close();

  const shown = await visit(page, hostPage(element()));
  await expectUpgraded(shown);
  await page.emulateMedia({ media: 'print' });
  await expect(shown.locator('code')).toBeVisible();
  await expect(shown.locator('iframe')).toBeHidden();
});

test('the code block stays where the page cannot be had, and the page around hears why', async ({ page }) => {
  const strange = await Server.start((path) => siteFile(path, { 'access-control-allow-origin': 'http://elsewhere.test' }));
  const heard = await listen(page);
  const shown = await visit(page, hostPage(element(`src="${strange.url}"`), { site: SITE }), 'strange');
  await expect.poll(heard, { timeout: 20_000 }).toEqual([
    ['error', { message: expect.stringContaining('Access-Control-Allow-Origin') }],
  ]);
  await expect(shown.locator('code')).toBeVisible();
  await expect(shown.locator('iframe')).toHaveCount(0);
  await strange.close();
});

test('a bare frame without the right headers says what is missing', async ({ page }) => {
  const strange = await Server.start((path) => siteFile(path, {}));
  const frame = `<iframe title="x" sandbox="allow-scripts" src="${strange.url}?embed"></iframe>`;
  await visit(page, hostPage(frame), 'strange');
  const inside = page.locator('iframe').contentFrame();
  await expect(inside.getByRole('alert')).toContainText('Access-Control-Allow-Origin: *');
  await strange.close();
});

test('several elements live side by side, and come back when a page brings them back', async ({ page }) => {
  const two = `<div id="article">${element('change="nothing"')}${element('change="first-build"', 'FROM alpine\nRUN true\n')}</div>`;
  await visit(page, hostPage(two));
  const both = page.locator('onionskin-dockerfile');
  await expectUpgraded(both.nth(0));
  await both.nth(1).scrollIntoViewIfNeeded();
  await expectUpgraded(both.nth(1));
  expect(await verdictsIn(frameOf(both.nth(1)))).toEqual(['rebuilds', 'rebuilds']);

  // Pages that change without being loaded put new content in, and may bring the old one back as it was or as a copy.
  await page.evaluate(() => {
    const article = document.getElementById('article')!;
    const [first, second] = article.children;
    article.replaceChildren('Another page.');
    Object.assign(globalThis, { first, second });
  });
  await expect(both).toHaveCount(0);
  await page.evaluate(() => {
    const { first, second } = globalThis as unknown as { first: Element; second: Element };
    document.getElementById('article')!.replaceChildren(second.cloneNode(true), first);
  });
  await expectUpgraded(both.nth(0));
  await both.nth(1).scrollIntoViewIfNeeded();
  await expectUpgraded(both.nth(1));
  expect(await verdictsIn(frameOf(both.nth(0)))).toEqual(['rebuilds', 'rebuilds']);
  expect(await verdictsIn(frameOf(both.nth(1)))).toContain('reused');
  // Moved within the page, and loaded twice, all is well, too.
  await page.evaluate(() => document.getElementById('article')!.append(document.querySelector('onionskin-dockerfile')!));
  await both.nth(1).scrollIntoViewIfNeeded();
  await expectUpgraded(both.nth(1));
});

test('an element far below waits until the reader comes near', async ({ page }) => {
  const shown = await visit(page, hostPage(`<div class="far">${'<p>More.</p>'.repeat(200)}</div>${element()}`));
  await expect(page.locator('#end')).toBeAttached();
  expect(await shown.locator('iframe').count()).toBe(0);
  await shown.scrollIntoViewIfNeeded();
  await expectUpgraded(shown);
});

test('markup in the code is text', async ({ page }) => {
  const text = 'FROM <img src=x onerror=document.title="no">\nRUN echo "<script>document.title=\'no\'</script>" && true\n';
  const shown = await visit(page, hostPage(element('', text)));
  await expectUpgraded(shown);
  const frame = frameOf(shown);
  await expect(frame.getByRole('list', { name: 'Layers' })).toContainText('<script>');
  await expect(frame.locator('#onionskin :is(img, script)')).toHaveCount(0);
  await expect(page).toHaveTitle('Our guide');
});

test('messages of strangers and nonsense make no difference', async ({ page }) => {
  const heard = await listen(page);
  const shown = await visit(page, hostPage(element('change="nothing"')));
  await expectUpgraded(shown);
  const height = async () => (await shown.boundingBox())!.height;
  await expect.poll(async () => (await heard()).length).toBe(3);
  // The explanations make it higher, and come last.
  await expect(frameOf(shown).getByRole('heading', { name: 'What it does' })).toBeVisible();
  const lacking = async () =>
    (await frameOf(shown).locator('html').evaluate((html) => html.scrollHeight)) - (await height());
  await expect.poll(lacking).toBeLessThanOrEqual(0);
  const before = await height();
  // From the page itself, as from any other window: not from the frame.
  await page.evaluate(() => {
    for (const type of ['ready', 'shown', 'failed', 'height', 'change', 'select']) {
      postMessage({ type: `onionskin:${type}`, v: 1, px: 9999, change: 'x', line: 1, lastLine: 1 }, '*');
    }
  });
  // From the frame, but nonsense.
  await frameOf(shown).locator('html').evaluate(() => {
    const nonsense = [
      null,
      7,
      'onionskin:failed',
      [],
      { type: 'onionskin:failed' },
      { type: 'onionskin:failed', v: 2 },
      { type: 'onionskin:height', v: 1, px: '9999' },
      { type: 'onionskin:height', v: 1, px: NaN },
      { type: 'onionskin:select', v: 1, line: {}, lastLine: 1 },
      { type: 'onionskin:constructor', v: 1 },
      { type: ['onionskin:failed'], v: 1 },
    ];
    for (const message of nonsense) parent.postMessage(message, '*');
  });
  // To the frame, from the right window, but nonsense.
  await shown.locator('iframe').evaluate((frame: HTMLIFrameElement) => {
    const nonsense = [
      null,
      'onionskin:set',
      { type: 'onionskin:set', v: 2, source: 'FROM no' },
      { type: 'onionskin:set', v: 1, source: 7, change: {}, view: [], select: NaN, theme: true, follows: 'x' },
      { type: 'onionskin:edit', v: 1, source: 'FROM no' },
    ];
    for (const message of nonsense) frame.contentWindow!.postMessage(message, '*');
  });
  // What comes behind all that is heard.
  await shown.evaluate((it) => it.setAttribute('change', 'no-cache'));
  await expect.poll(async () => (await heard()).length).toBe(4);
  expect(await height()).toBe(before);
  await expect(frameOf(shown).getByRole('list', { name: 'Layers' })).toContainText('python:3.11-slim');
  // A height that hides the page below is none that is taken.
  await frameOf(shown).locator('html').evaluate(() => parent.postMessage({ type: 'onionskin:height', v: 1, px: 1e9 }, '*'));
  await expect.poll(height).toBe(20_000);
  await frameOf(shown).locator('html').evaluate(() => parent.postMessage({ type: 'onionskin:height', v: 1, px: -5 }, '*'));
  await expect.poll(height).toBe(60);
});

test('another window does not tell the frame what to show', async ({ page }) => {
  const shown = await visit(page, hostPage(element('change="nothing"') + element('', 'FROM alpine\n')));
  await expectUpgraded(shown);
  const other = page.locator('onionskin-dockerfile').nth(1);
  await other.scrollIntoViewIfNeeded();
  await expectUpgraded(other);
  // A window of the same page's, say of an advertisement, reaches the frame, but is not the one around it.
  await page.evaluate(() => {
    const stranger = document.createElement('iframe');
    stranger.name = 'stranger';
    document.body.append(stranger);
  });
  await page.frame('stranger')!.evaluate(() => {
    const frame = parent.document.querySelector('onionskin-dockerfile')!.shadowRoot!.querySelector('iframe')!;
    frame.contentWindow!.postMessage({ type: 'onionskin:set', v: 1, source: 'FROM stranger' }, '*');
  });
  await shown.evaluate((it) => it.setAttribute('select', '2'));
  await expect(frameOf(shown).locator('[aria-current="true"]')).toContainText('WORKDIR');
  await expect(frameOf(shown).getByRole('list', { name: 'Layers' })).not.toContainText('stranger');
});

test('the way to the whole page leads to the same document', async ({ page, context }) => {
  const shown = await visit(page, hostPage(element('change="docker/requirements.txt"')));
  await expectUpgraded(shown);
  const opened = context.waitForEvent('page');
  await frameOf(shown).getByRole('link', { name: 'Open in Onionskin' }).click();
  const whole = await opened;
  expect(whole.url().startsWith(`${SITE}#`)).toBe(true);
  await expect(whole.getByRole('list', { name: 'Layers' }).getByRole('listitem')).toHaveCount(6);
  await expect(whole.getByRole('radio', { name: 'requirements.txt', exact: true })).toBeChecked();
});

test('a bare frame shows what its link says, without a script around it', async ({ page }) => {
  const shown = await visit(page, hostPage(element()));
  await expectUpgraded(shown);
  const href = await frameOf(shown).getByRole('link', { name: 'Open in Onionskin' }).getAttribute('href');
  const link = new URL(href!).hash;
  const bare = (hash: string) => `<iframe title="Dockerfile" sandbox="allow-scripts" src="${SITE}?embed${hash}"></iframe>`;
  await visit(page, hostPage(bare(link)), 'bare');
  const inside = page.locator('iframe').contentFrame();
  await expect(inside.getByRole('list', { name: 'Layers' }).getByRole('listitem')).toHaveCount(6);
  await visit(page, hostPage(bare(link.slice(0, -5))), 'cut');
  await expect(inside.getByRole('alert')).toContainText(/cut|altered/i);
  await expect(inside.getByRole('list', { name: 'Layers' })).toHaveCount(0);
  await visit(page, hostPage(bare('')), 'empty');
  await expect(inside.getByText('There is nothing to show here')).toBeVisible();
});

test('a bare frame of a link to a view for the whole page shows the layers', async ({ page }) => {
  const onionskin = new Onionskin(page);
  await onionskin.open();
  await onionskin.choose('App code');
  for (const view of ['Compare', 'Files']) {
    const before = page.url();
    await page.getByRole('radio', { name: view, exact: true }).check();
    await expect.poll(() => page.url()).not.toBe(before);
    const bare = await page.context().newPage();
    const frame = `<iframe title="Dockerfile" sandbox="allow-scripts" src="${SITE}?embed${new URL(page.url()).hash}"></iframe>`;
    await visit(bare, hostPage(frame), `bare-${view}`);
    const inside = bare.locator('iframe').contentFrame();
    await expect(inside.getByRole('list', { name: 'Layers' }).getByRole('listitem')).toHaveCount(6);
    await expect(inside.getByRole('textbox')).toHaveCount(0);
  }
});

test('a link to a manual opens a window, and the frame stays', async ({ page, context }) => {
  await context.route(/^https:/, (route) => route.fulfill({ body: 'A manual.' }));
  const shown = await visit(page, hostPage(element()));
  await expectUpgraded(shown);
  const frame = frameOf(shown);
  const opened = context.waitForEvent('page');
  await frame.getByRole('region', { name: 'Explanation' }).getByRole('link').first().click();
  await expect((await opened).getByText('A manual.')).toBeVisible();
  expect(await verdictsIn(frame)).toHaveLength(6);
});

test('a file without instructions is shown with nothing to press that is for the whole page', async ({ page }) => {
  const shown = await visit(page, hostPage(element('', '# Nothing yet.\n')));
  await expectUpgraded(shown);
  const frame = frameOf(shown);
  for (const view of ['stack', 'table', 'changes']) {
    await shown.evaluate((it, view) => it.setAttribute('view', view), view);
    await expect(frame.getByText('There is no instruction to show.')).toBeVisible();
    await expect(frame.getByText('# Nothing yet.')).toHaveCount(1);
    await expect(frame.getByText(/Open a file|Browse examples|Restore the example/)).toHaveCount(0);
  }
});

test('an element that has failed starts again with another address, and has a title that can change', async ({ page }) => {
  const heard = await listen(page);
  const shown = await visit(page, hostPage(element('src=""')));
  await expect.poll(heard).toEqual([['error', { message: expect.stringContaining('does not know where the page is') }]]);
  await shown.evaluate((it, site) => it.setAttribute('src', site), SITE);
  await expectUpgraded(shown);
  await shown.evaluate((it) => it.setAttribute('title', 'How we build'));
  await expect(shown.locator('iframe')).toHaveAttribute('title', 'How we build');
  await shown.evaluate((it) => it.removeAttribute('title'));
  await expect(shown.locator('iframe')).toHaveAttribute('title', 'Dockerfile, explained by Onionskin');
});

test('a line is selected by the attribute, else by the author, in each text that is shown', async ({ page }) => {
  const shown = await visit(page, hostPage(element('select="3"')));
  await expectUpgraded(shown);
  const selected = frameOf(shown).locator('[aria-current="true"]');
  await expect(selected).toContainText('COPY');
  await shown.locator('code').evaluate((it) => (it.textContent = 'FROM alpine\nRUN first\nRUN second\nRUN third\n'));
  await expect(selected).toContainText('second');
  await shown.evaluate((it) => it.removeAttribute('select'));
  await expect(selected).toContainText('alpine');
  await shown.locator('code').evaluate((it) => (it.textContent = 'FROM alpine\nRUN first\n# onionskin: focus\nRUN looked at\n'));
  await expect(selected).toContainText('looked at');
});

test('what the share dialog gives for a page keeps an empty first line', async ({ page }) => {
  const onionskin = new Onionskin(page);
  await onionskin.open();
  await onionskin.editor.fill('\nFROM alpine\nRUN true\n');
  await onionskin.rows.first().getByRole('button').click();
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const html = await page.getByRole('textbox', { name: 'Embed', exact: true }).inputValue();
  const shown = await visit(page, hostPage(html), 'shared');
  await expectUpgraded(shown);
  await expect(frameOf(shown).locator('[aria-current="true"]')).toContainText('alpine');
});

test('build arguments are given, changed, and told where they are none', async ({ page }) => {
  const text = 'ARG VERSION=1\nFROM alpine:$VERSION\n';
  const shown = await visit(page, hostPage(element('select="2" build-args="VERSION=3.20,NAME=a\\,b"', text)));
  await expectUpgraded(shown);
  const frame = frameOf(shown);
  const explanation = frame.getByRole('region', { name: 'Explanation' });
  await expect(explanation).toContainText('alpine:3.20');
  const set = (word: string) => shown.evaluate((it, word) => it.setAttribute('build-args', word), word);
  await set('VERSION=3.21');
  await expect(explanation).toContainText('alpine:3.21');
  await set('VERSION');
  await expect(frame.getByRole('alert')).toContainText('“build-args”');
  await shown.evaluate((it) => it.removeAttribute('build-args'));
  await expect(frame.getByRole('alert')).toHaveCount(0);
  await expect(explanation).toContainText('alpine:1');
});

test('a program that stops in the frame is told as such, and the code block is back', async ({ page }) => {
  const heard = await listen(page);
  const shown = await visit(page, hostPage(element()));
  await expectUpgraded(shown);
  await frameOf(shown)
    .locator('html')
    .evaluate(() => dispatchEvent(new ErrorEvent('error', { error: new WebAssembly.RuntimeError('unreachable') })));
  await expect(shown.locator('code')).toBeVisible();
  const [name, detail] = (await heard()).at(-1)!;
  expect([name, detail]).toEqual(['error', { message: 'its program has stopped over this Dockerfile' }]);
});

test('nothing on the device is read or written', async ({ page }) => {
  await page.addInitScript(() => {
    try {
      localStorage.setItem('onionskin.draft', 'FROM mine');
      localStorage.setItem('onionskin.theme', 'dark');
    } catch {
      // A frame without an origin has no storage.
    }
  });
  await page.goto(`${SITE}?embed`);
  await expect(page.getByText('There is nothing to show here')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'system');
  expect(await page.evaluate(() => ({ ...localStorage }))).toEqual({
    'onionskin.draft': 'FROM mine',
    'onionskin.theme': 'dark',
  });
});

test('no request goes to anybody else, and none has the Dockerfile in it', async ({ page }) => {
  const requests: string[] = [];
  page.on('request', (request) => requests.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`));
  const secret = 'canary-7f3a';
  const shown = await visit(page, hostPage(element('', `FROM alpine\nRUN echo ${secret}\nCOPY . .\n`)));
  await expectUpgraded(shown);
  const frame = frameOf(shown);
  await expect(frame.getByRole('region', { name: 'Explanation' })).toContainText('What it does');
  for (const radio of await frame.getByRole('radio').all()) await radio.check();
  for (const view of ['table', 'changes', 'stack']) await shown.evaluate((it, view) => it.setAttribute('view', view), view);
  await frame.getByRole('list', { name: 'Layers' }).getByRole('button').nth(1).click();
  await expect(frame.getByRole('region', { name: 'Explanation' })).toContainText(secret);
  expect(requests.length).toBeGreaterThan(5);
  expect(requests.filter((it) => it.includes(secret))).toEqual([]);
  expect(requests.filter((it) => !it.startsWith(`GET ${SITE}`) && !it.startsWith(`GET ${host.url}`))).toEqual([]);
});

for (const view of ['stack', 'table', 'changes']) {
  test(`axe finds nothing in the embedded page: ${view}`, async ({ page }) => {
    // Two themes, two widths, two documents.
    test.slow();
    const shown = await visit(page, hostPage(element(`view="${view}"`)));
    await expectUpgraded(shown);
    await expect(frameOf(shown).getByRole('region', { name: 'Explanation' })).toContainText('What it does');
    const findings = async () => {
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .include(['onionskin-dockerfile'])
        .analyze();
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
    };
    for (const theme of ['light', 'dark']) {
      for (const width of [390, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        await shown.evaluate((it, theme) => it.setAttribute('theme', theme), theme);
        await expect(frameOf(shown).locator('html')).toHaveAttribute('data-theme', theme);
        const found = await findings();
        expect(found, `${theme}, at ${width} px`).toEqual([]);
      }
    }
    // It does look into the frame.
    await frameOf(shown).locator('main').evaluate((main) => main.prepend(document.createElement('button')));
    expect((await findings()).join()).toContain('button-name');
  });
}

test('Firefox shows it, too', async () => {
  // Playwright drives a Firefox of its own only; see jobs.spec.ts.
  const browser = await launch({ browser: 'firefox', executablePath: process.env.FIREFOX, headless: true });
  try {
    pages['guide'] = hostPage(element('change="first-build"'));
    const page = await browser.newPage();
    await page.goto(`${host.url}guide`);
    await page.waitForFunction(() =>
      document.querySelector('onionskin-dockerfile')?.shadowRoot?.querySelector('iframe.shown'),
    );
    const frame = page.frames().find((frame) => frame.url().endsWith('?embed'))!;
    const verdicts = () => frame.$$eval('li[data-verdict]', (rows) => rows.map((row) => row.getAttribute('data-verdict')));
    await expect.poll(verdicts).toEqual(['rebuilds', 'rebuilds', 'rebuilds', 'rebuilds', 'rebuilds', 'settings']);
    await page.$eval('onionskin-dockerfile', (element) => element.setAttribute('change', 'nothing'));
    await expect.poll(verdicts).not.toContain('rebuilds');
  } finally {
    await browser.close();
  }
});
