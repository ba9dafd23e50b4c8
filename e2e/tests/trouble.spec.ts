import { expect, test, type Page } from '@playwright/test';
import { Onionskin } from './onionskin';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const failure = (page: Page) => page.locator('#failure');

/** Takes the app down as a defect of its own would. */
const stop = (page: Page) =>
  page.evaluate(() => dispatchEvent(new ErrorEvent('error', { error: new WebAssembly.RuntimeError('unreachable') })));

test.describe('storage', () => {
  const REFUSALS: [string, () => void][] = [
    [
      'blocked',
      () =>
        Object.defineProperty(window, 'localStorage', {
          get() {
            throw new DOMException('blocked', 'SecurityError');
          },
        }),
    ],
    [
      'full',
      () => {
        Storage.prototype.setItem = () => {
          throw new DOMException('full', 'QuotaExceededError');
        };
      },
    ],
  ];
  for (const [name, refuse] of REFUSALS) {
    test(`that is ${name} is told once, and the text stays`, async ({ page }) => {
      await page.addInitScript(refuse);
      const onionskin = new Onionskin(page);
      await onionskin.open();
      const notice = page.getByRole('alert').filter({ hasText: 'does not keep your draft' });
      await expect(onionskin.rows).toHaveCount(6);
      await expect(notice).toHaveCount(0);
      await onionskin.editor.fill('FROM alpine\nRUN echo mine\n');
      await expect(notice).toBeVisible();
      await button(page, 'Dismiss').click();
      await onionskin.editor.fill('FROM alpine\nRUN echo still mine\n');
      await onionskin.expectVerdicts(['reused', 'reused']);
      // Long enough for another attempt to keep it.
      await expect.poll(() => page.url()).toContain('#2');
      await expect(notice).toHaveCount(0);
      await onionskin.expectText(/still mine/);

      await stop(page);
      await expect(failure(page)).toContainText('does not keep your text');
      await expect(button(page, 'Copy your text')).toBeVisible();
      expect(onionskin.failures.filter((it) => !it.includes('unreachable'))).toEqual([]);
    });
  }
});

test('a browser that refuses to copy leaves the text selected', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
  });
  const onionskin = new Onionskin(page);
  await onionskin.open();
  await button(page, 'Share').click();
  await button(page, 'Copy link').click();
  await expect(page.getByRole('dialog').getByText('The browser refuses to copy.')).toBeVisible();
  await page.keyboard.press('Escape');

  await onionskin.editor.fill('FROM alpine\nRUN echo mine\n');
  await stop(page);
  await button(page, 'Copy your text').click();
  const text = page.getByRole('textbox', { name: 'Your text' });
  await expect(text).toHaveValue('FROM alpine\nRUN echo mine\n');
  const isSelected = await text.evaluate((it: HTMLTextAreaElement) => it.selectionEnd - it.selectionStart === it.value.length);
  expect(isSelected).toBe(true);
});

test('a server that does not know what a module is hands out a page that works all the same', async ({ page }) => {
  await page.route('**/*.wasm', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), 'content-type': 'application/octet-stream' } });
  });
  const onionskin = new Onionskin(page);
  await onionskin.open();
  await expect(onionskin.explanation).toContainText('requirements.txt');
  await page.getByRole('radiogroup', { name: 'View' }).getByRole('radio', { name: 'Table', exact: true }).check();
  await expect(page.getByRole('table')).toBeVisible();
});

test('without WebAssembly the page says what it takes', async ({ page }) => {
  await page.addInitScript(() => {
    // @ts-expect-error It is always there, says the type.
    delete window.WebAssembly;
  });
  await page.goto('./');
  await expect(page.getByText('your browser has none or blocks it')).toBeVisible();
  await expect(failure(page)).toBeHidden();
});

test('without JavaScript the page explains a small Dockerfile', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('./');
  const told = page.locator('noscript');
  await expect(told.locator('dt').nth(2)).toHaveText('COPY docker/requirements.txt .');
  await expect(told.locator('dt').nth(2)).toBeVisible();
  await expect(told.locator('p').last()).toHaveText(/^Order matters/);
  await context.close();
});

test('a page whose program does not arrive says so, and keeps and gives out the draft', async ({ page }) => {
  const onionskin = new Onionskin(page);
  await onionskin.open();
  await onionskin.editor.fill('FROM alpine\nRUN echo mine\n');
  await expect.poll(() => page.evaluate(() => Object.values(localStorage).join('\n'))).toContain('echo mine');
  await page.route('**/*.wasm', (route) => route.abort());
  await page.goto('about:blank');
  await page.goto('./');
  await expect(failure(page)).toContainText('could not be started');
  await expect(failure(page)).toContainText('Your text is kept');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await button(page, 'Copy your text').click();
  await expect(page.getByText('Copied.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('FROM alpine\nRUN echo mine\n');

  await page.unroute('**/*.wasm');
  await button(page, 'Reload').first().click();
  await onionskin.expectText(/echo mine/);
});

test('a draft that stops the page at its start can be set aside, and brought back later', async ({ page }) => {
  const onionskin = new Onionskin(page);
  await onionskin.open();
  await onionskin.editor.fill('FROM alpine\nRUN echo mine\n');
  await expect.poll(() => page.evaluate(() => Object.values(localStorage).join('\n'))).toContain('echo mine');
  await page.route('**/*.wasm', (route) => route.abort());
  await page.goto('about:blank');
  await page.goto('./');
  await expect(button(page, 'Set your text aside and reload')).toBeVisible();
  await page.unroute('**/*.wasm');
  await button(page, 'Set your text aside and reload').click();
  await expect(onionskin.rows).toHaveCount(6);
  // It is offered until it is taken.
  await page.reload();
  await button(page, 'Bring it back').click();
  await onionskin.expectText('FROM alpine\nRUN echo mine\n');
  await expect.poll(() => page.evaluate(() => localStorage.getItem('onionskin.draft'))).toContain('echo mine');
  await page.goto('about:blank');
  await onionskin.open();
  await onionskin.expectText(/echo mine/);
  await expect(button(page, 'Bring it back')).toHaveCount(0);
});

test('a page that stops keeps what was typed a moment ago, and goes on after a reload', async ({ page }) => {
  const onionskin = new Onionskin(page);
  await onionskin.open();
  await onionskin.editor.fill('FROM alpine\nRUN echo first\n');
  await expect.poll(() => page.evaluate(() => localStorage.getItem('onionskin.draft'))).toContain('echo first');
  await onionskin.editor.evaluate((editor: HTMLTextAreaElement) => {
    editor.value = 'FROM alpine\nRUN echo last\n';
    editor.dispatchEvent(new InputEvent('input', { bubbles: true }));
    dispatchEvent(new ErrorEvent('error', { error: new WebAssembly.RuntimeError('unreachable') }));
  });
  await expect(failure(page)).toContainText('Something went wrong in this page.');
  await expect(failure(page)).toContainText('Your text is kept');
  await expect(button(page, 'Set your text aside and reload')).toBeHidden();
  expect(await page.evaluate(() => localStorage.getItem('onionskin.draft'))).toContain('echo last');
  await failure(page).getByRole('button', { name: 'Reload' }).click();
  await onionskin.expectText(/echo last/);
});

test('a page that stops with an edited link keeps the draft, and offers what was edited', async ({ page }) => {
  const onionskin = new Onionskin(page);
  await onionskin.open();
  await onionskin.editor.fill('FROM alpine\nRUN echo theirs\n');
  await expect.poll(() => page.url()).toContain('#2');
  const link = page.url();
  await onionskin.editor.fill('FROM alpine\nRUN echo mine\n');
  await expect.poll(() => page.evaluate(() => localStorage.getItem('onionskin.draft'))).toContain('echo mine');
  await page.goto('about:blank');
  await page.goto(link);
  await onionskin.editCopy();
  await onionskin.editor.fill('FROM alpine\nRUN echo edited\n');
  await stop(page);
  expect(await page.evaluate(() => localStorage.getItem('onionskin.draft'))).toContain('echo mine');
  await page.goto('about:blank');
  await onionskin.open();
  await onionskin.expectText(/echo mine/);
  await button(page, 'Bring it back').click();
  await onionskin.expectText(/echo edited/);
  await expect(button(page, 'Back to your draft')).toBeVisible();
});

test('what was typed a moment before the page is left is kept', async ({ page }) => {
  const onionskin = new Onionskin(page);
  await onionskin.open();
  await onionskin.paste('FROM alpine\nRUN echo at once\n');
  await page.goto('about:blank');
  await onionskin.open();
  await onionskin.expectText(/echo at once/);

  // In the very moment, and with an edit before that is not kept yet.
  await onionskin.editor.evaluate((editor: HTMLTextAreaElement) => {
    editor.value = 'FROM alpine\nRUN echo before\n';
    editor.dispatchEvent(new InputEvent('input', { bubbles: true }));
    setTimeout(() => {
      editor.value = 'FROM alpine\nRUN echo last\n';
      editor.dispatchEvent(new InputEvent('input', { bubbles: true }));
      location.reload();
    }, 60);
  });
  await page.waitForEvent('load');
  await onionskin.expectWholeEditor();
  await onionskin.expectText(/echo last/);
});

test('a tab that is left as it was leaves what another tab has kept since', async ({ page, context }) => {
  const kept = (page: Page) => page.evaluate(() => localStorage.getItem('onionskin.draft'));
  const first = new Onionskin(page);
  const second = new Onionskin(await context.newPage());
  const leave = async (text: string) => {
    await second.open();
    await second.editor.fill(text);
    await expect.poll(() => kept(second.page)).toBe(text);
    await page.goto('about:blank');
    expect(await kept(second.page)).toBe(text);
    await second.page.goto('about:blank');
  };
  // One that has only chosen what changed has nothing to keep.
  await first.open();
  await first.choose('App code');
  await leave('FROM alpine\nRUN echo newer than nothing\n');

  await first.open();
  await first.editor.fill('FROM alpine\nRUN echo older\n');
  await expect.poll(() => kept(page)).toContain('older');
  await leave('FROM alpine\nRUN echo newer\n');

  // What is edited again is the newest.
  await first.open();
  await second.open();
  await second.editor.fill('FROM alpine\nRUN echo between\n');
  await expect.poll(() => kept(second.page)).toContain('between');
  await first.editor.fill('FROM alpine\nRUN echo last\n');
  await page.goto('about:blank');
  expect(await kept(second.page)).toContain('last');
});
