import { expect } from '@playwright/test';
import { element, expectUpgraded, frameOf, hostPage, listen, SITE, test } from './host';
import { Server, siteFile } from './servers';

test('the code block stays where the page cannot be had, and the page around hears why', async ({ page, host }) => {
  const strange = await Server.start((path) => siteFile(path, { 'access-control-allow-origin': 'http://elsewhere.test' }));
  const heard = await listen(page);
  const shown = await host.visit(page, hostPage(element(`src="${strange.url}"`)), 'strange');
  await expect.poll(heard, { timeout: 20_000 }).toEqual([
    ['error', { message: expect.stringContaining('Access-Control-Allow-Origin') }],
  ]);
  await expect(shown.locator('code')).toBeVisible();
  await expect(shown.locator('iframe')).toHaveCount(0);
  await strange.close();
});

test('messages of strangers and nonsense make no difference', async ({ page, host }) => {
  const heard = await listen(page);
  const shown = await host.visit(page, hostPage(element('change="nothing"')));
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

test('another window does not tell the frame what to show', async ({ page, host }) => {
  const shown = await host.visit(page, hostPage(element('change="nothing"') + element('', 'FROM alpine\n')));
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

test('a program that stops in the frame is told as such, and the code block is back', async ({ page, host }) => {
  const heard = await listen(page);
  const shown = await host.visit(page, hostPage(element()));
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

test('no request goes to anybody else, and none has the Dockerfile in it', async ({ page, host }) => {
  const requests: string[] = [];
  page.on('request', (request) => requests.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`));
  const secret = 'canary-7f3a';
  const shown = await host.visit(page, hostPage(element('', `FROM alpine\nRUN echo ${secret}\nCOPY . .\n`)));
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
