import { expect, test, type Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { Onionskin } from './onionskin';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function openDialog(page: Page, name: string) {
  await button(page, name).click();
  const dialog = page.getByRole('dialog', { name });
  await expect(dialog).toBeVisible();
  return dialog;
}

async function openExample(page: Page, title: string) {
  const dialog = await openDialog(page, 'Examples');
  await button(page, title).click();
  await expect(dialog).toBeHidden();
}

let onionskin: Onionskin;
test.beforeEach(async ({ page }) => {
  onionskin = new Onionskin(page);
  await onionskin.open();
});

test.describe('worked examples', () => {
  test('each opens with verdicts of more than one kind, and nothing wrong in it', async ({ page }) => {
    const dialog = await openDialog(page, 'Examples');
    const titles = await dialog.getByRole('listitem').getByRole('button').allTextContents();
    expect(titles.length).toBeGreaterThan(11);
    await page.keyboard.press('Escape');
    for (const title of titles) {
      await openExample(page, title.trim());
      await expect(page.getByRole('status').filter({ hasText: title.trim() })).toBeVisible();
      const verdicts = await onionskin.verdicts();
      expect(verdicts).toContain('reused');
      expect(verdicts.some((verdict) => verdict?.startsWith('rebuilds'))).toBe(true);
      await expect(onionskin.editor).not.toHaveAttribute('aria-invalid', 'true');
      await expect(onionskin.rows.and(page.locator('[aria-current]'))).toHaveCount(1);
    }
    expect(onionskin.failures).toEqual([]);
  });

  test('one that is opened over a draft leaves the draft, and leads back to it', async ({ page }) => {
    await onionskin.editor.fill('FROM alpine\nRUN echo mine\n');
    await openExample(page, 'Go, shipped on scratch');
    await onionskin.expectText(/FROM scratch/);
    await expect(button(page, 'Examples')).toBeFocused();
    await onionskin.editor.fill('FROM scratch\n# edited\n');
    await button(page, 'Back to your draft').click();
    await onionskin.expectText(/echo mine/);
    await button(page, 'Back to what you edited').click();
    await onionskin.expectText(/# edited/);
    await page.goto('about:blank');
    await onionskin.open();
    await onionskin.expectText(/echo mine/);
  });

  test('the draft is kept even when it was typed a moment ago', async ({ page }) => {
    await page.route('**/examples/*', async (route) => route.fulfill({ body: 'FROM scratch\n' }));
    const dialog = await openDialog(page, 'Examples');
    await onionskin.paste('FROM alpine\nRUN echo just now\n');
    await dialog.getByRole('button', { name: '.NET', exact: true }).click();
    await onionskin.expectText('FROM scratch\n');
    await page.goto('about:blank');
    await onionskin.open();
    await onionskin.expectText(/echo just now/);
  });

  test('an edited one is the draft where there was none', async ({ page }) => {
    await openExample(page, 'Heredocs');
    await onionskin.editor.fill('FROM alpine\nRUN echo from an example\n');
    await expect.poll(() => page.evaluate(() => Object.values(localStorage).join('\n'))).toContain('from an example');
    await page.goto('about:blank');
    await onionskin.open();
    await onionskin.expectText(/from an example/);
  });

  test('the other one of a pair is a press away', async ({ page }) => {
    await openExample(page, 'Python, packages first');
    await expect(onionskin.totals).toHaveText(/1 of 5 steps rebuilds/);
    await button(page, 'See Python, code first').click();
    await expect(onionskin.totals).toHaveText(/2 of 4 steps rebuild/);
    await button(page, 'Dismiss').click();
    await expect(button(page, 'See Python, packages first')).toHaveCount(0);
  });

  test('one that cannot be loaded says so, leaves the text, and can be chosen again', async ({ page }) => {
    const text = await onionskin.text();
    await page.route('**/examples/*', (route) => route.abort());
    const dialog = await openDialog(page, 'Examples');
    await dialog.getByRole('button', { name: 'Heredocs', exact: true }).click();
    await expect(dialog.getByRole('alert')).toHaveText(/could not be loaded: there was no answer/);
    await onionskin.expectText(text);
    await page.unroute('**/examples/*');
    await dialog.getByRole('button', { name: 'Heredocs', exact: true }).click();
    await expect(dialog).toBeHidden();
    await onionskin.expectText(/<<EOF/);
  });
});

test.describe('a page without a Dockerfile', () => {
  test.beforeEach(() => onionskin.editor.fill(''));

  test('leads to the examples', async ({ page }) => {
    await button(page, 'Browse examples').click();
    await expect(page.getByRole('dialog', { name: 'Examples' })).toBeVisible();
  });

  test('opens a file, which is the draft from then on', async ({ page }) => {
    const chooser = page.waitForEvent('filechooser');
    await page.getByLabel('Open a file…').click();
    const buffer = Buffer.from('FROM alpine\r\nRUN echo from a file\r\n');
    await (await chooser).setFiles({ name: 'Dockerfile', mimeType: '', buffer });
    await expect(onionskin.rows).toHaveCount(2);
    await expect.poll(() => page.evaluate(() => Object.values(localStorage).join('\n'))).toContain('from a file');
    await page.goto('about:blank');
    await onionskin.open();
    await onionskin.expectText('FROM alpine\nRUN echo from a file\n');
  });

  test('the button for a file takes the focus and shows it', async ({ page }) => {
    await onionskin.editor.focus();
    const isReached = page.getByLabel('Open a file…');
    for (let presses = 0; presses < 5 && !(await isReached.evaluate((it) => it === document.activeElement)); presses += 1) {
      await page.keyboard.press('Tab');
    }
    await expect(isReached).toBeFocused();
    const outline = await page.locator('.file-button').evaluate((it) => getComputedStyle(it).outlineStyle);
    expect(outline).toBe('solid');
  });
});

test.describe('keys', () => {
  test('? shows them outside of text fields, and writes inside', async ({ page }) => {
    await onionskin.editor.focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('# 1?');
    await onionskin.expectText(/# 1\?$/);
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await onionskin.rows.first().getByRole('button').focus();
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog', { name: 'Keyboard' });
    await expect(dialog).toContainText('leaves the editor');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(onionskin.rows.first().getByRole('button')).toBeFocused();
  });

  test('? right behind Esc shows them again', async ({ page }) => {
    const dialog = await openDialog(page, 'Keyboard');
    const client = await page.context().newCDPSession(page);
    // Both keys wait for the page before it sees the first one.
    const press = (key: string, code: number, text?: string) =>
      client.send('Input.dispatchKeyEvent', { type: 'keyDown', key, windowsVirtualKeyCode: code, text });
    await Promise.all([press('Escape', 27), press('?', 191, '?')]);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await expect(dialog).toBeVisible();
  });

  test('a digit chooses a change, unless another key is held', async ({ page }) => {
    const radio = (name: string) => onionskin.changes.getByRole('radio', { name, exact: true });
    await onionskin.rows.first().getByRole('button').focus();
    await page.keyboard.press('1');
    await expect(radio('First build')).toBeChecked();
    await page.keyboard.press('4');
    await expect(radio('App code')).toBeChecked();
    await page.keyboard.press('Alt+1');
    await page.keyboard.press('9');
    await expect(radio('App code')).toBeChecked();
  });

  test('single keys can be turned off, now and for later visits', async ({ page }) => {
    const dialog = await openDialog(page, 'Keyboard');
    await dialog.getByRole('checkbox', { name: 'Single keys' }).uncheck();
    await page.keyboard.press('Escape');
    await page.keyboard.press('1');
    await page.keyboard.press('?');
    await expect(dialog).toBeHidden();
    await expect(onionskin.changes.getByRole('radio', { name: 'requirements.txt' })).toBeChecked();
    await page.reload();
    await page.getByRole('heading', { name: 'Layers', level: 2 }).click();
    await page.keyboard.press('?');
    await expect(await openDialog(page, 'Keyboard')).toContainText('Shows these keys');
    await expect(dialog.getByRole('checkbox', { name: 'Single keys' })).not.toBeChecked();
    await dialog.getByRole('checkbox', { name: 'Single keys' }).check();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await page.keyboard.press('?');
    await expect(dialog).toBeVisible();
  });
});

const STATES: [string, (page: Page) => Promise<unknown>][] = [
  ['the examples', (page) => openDialog(page, 'Examples')],
  ['the keys', (page) => openDialog(page, 'Keyboard')],
  [
    'an example over a draft',
    async (page) => {
      await page.getByRole('textbox', { name: 'Dockerfile' }).fill('FROM mine\n');
      await openExample(page, 'Node.js with npm ci');
    },
  ],
  ['a page without a Dockerfile', (page) => page.getByRole('textbox', { name: 'Dockerfile' }).fill('')],
  [
    'a page that has stopped',
    (page) =>
      page.evaluate(() => {
        document.getElementById('update')!.hidden = false;
        dispatchEvent(new ErrorEvent('error', { error: new WebAssembly.RuntimeError('unreachable') }));
      }),
  ],
];

for (const [name, reach] of STATES) {
  test(`axe finds nothing in ${name}`, async ({ page }) => {
    await reach(page);
    await expectAccessible(page, [320, 390, 1440]);
  });
}

test('on paper there are the text, the layers and the explanation, and no buttons of the page', async ({ page }) => {
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(page.getByText('RUN pip install', { exact: false }).first()).toBeVisible();
  await expect(onionskin.rows).toHaveCount(6);
  await expect(onionskin.explanation.getByRole('heading', { name: 'What it does' })).toBeVisible();
  await expect(button(page, 'Share')).toBeHidden();
  await expect(onionskin.changes.getByText('requirements.txt')).toBeVisible();
  await expect(onionskin.changes.getByText('First build')).toBeHidden();
  const paper = await page.evaluate(() => getComputedStyle(document.body).color);
  expect(paper).toBe('rgb(28, 25, 34)');
});
