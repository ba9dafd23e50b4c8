import { expect } from '@playwright/test';
import AxeBuilder from '@axe-core/playwright';
import { launch } from 'puppeteer-core';
import { element, expectUpgraded, frameOf, hostPage, listen, SITE, test, verdictsIn } from './host';

test('a code block becomes the explained Dockerfile under a strict policy', async ({ page, host }) => {
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  const heard = await listen(page);
  const element_ = await host.visit(page, hostPage(element('change="docker/requirements.txt" select="4"')));
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

test('the frame is as high as what it shows, and never scrolls', async ({ page, host }) => {
  const shown = await host.visit(page, hostPage(element()));
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

test('without JavaScript, and on paper, there is the code block', async ({ browser, page, host }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const plain = await host.visit(await context.newPage(), hostPage(element()));
  await expect(plain.locator('code')).toBeVisible();
  await expect(plain.locator('code')).toContainText('FROM python:3.11-slim');
  await context.close();

  const shown = await host.visit(page, hostPage(element()));
  await expectUpgraded(shown);
  await page.emulateMedia({ media: 'print' });
  await expect(shown.locator('code')).toBeVisible();
  await expect(shown.locator('iframe')).toBeHidden();
});

test('several elements live side by side, and come back when a page brings them back', async ({ page, host }) => {
  const two = `<div id="article">${element('change="nothing"')}${element('change="first-build"', 'FROM alpine\nRUN true\n')}</div>`;
  await host.visit(page, hostPage(two));
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

test('an element far below waits until the reader comes near', async ({ page, host }) => {
  const shown = await host.visit(page, hostPage(`<div class="far">${'<p>More.</p>'.repeat(200)}</div>${element()}`));
  await expect(page.locator('#end')).toBeAttached();
  expect(await shown.locator('iframe').count()).toBe(0);
  await shown.scrollIntoViewIfNeeded();
  await expectUpgraded(shown);
});

test('markup in the code is text', async ({ page, host }) => {
  const text = 'FROM <img src=x onerror=document.title="no">\nRUN echo "<script>document.title=\'no\'</script>" && true\n';
  const shown = await host.visit(page, hostPage(element('', text)));
  await expectUpgraded(shown);
  const frame = frameOf(shown);
  await expect(frame.getByRole('list', { name: 'Layers' })).toContainText('<script>');
  await expect(frame.locator('#onionskin :is(img, script)')).toHaveCount(0);
  await expect(page).toHaveTitle('Our guide');
});

test('a file without instructions is shown with nothing to press that is for the whole page', async ({ page, host }) => {
  const shown = await host.visit(page, hostPage(element('', '# Nothing yet.\n')));
  await expectUpgraded(shown);
  const frame = frameOf(shown);
  for (const view of ['stack', 'table', 'changes']) {
    await shown.evaluate((it, view) => it.setAttribute('view', view), view);
    await expect(frame.getByText('There is no instruction to show.')).toBeVisible();
    await expect(frame.getByText('# Nothing yet.')).toHaveCount(1);
    await expect(frame.getByText(/Open a file|Browse examples|Restore the example/)).toHaveCount(0);
  }
});

for (const view of ['stack', 'table', 'changes']) {
  test(`axe finds nothing in the embedded page: ${view}`, async ({ page, host }) => {
    // Two themes, two widths, two documents.
    test.slow();
    const shown = await host.visit(page, hostPage(element(`view="${view}"`)));
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

test('Firefox shows it, too', async ({ host }) => {
  // Playwright drives a Firefox of its own only; see jobs.spec.ts.
  const browser = await launch({ browser: 'firefox', executablePath: process.env.FIREFOX, headless: true });
  try {
    const page = await browser.newPage();
    await page.goto(host.publish(hostPage(element('change="first-build"'))));
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
