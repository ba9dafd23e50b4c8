import { expect, test, type Locator, type Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { Onionskin } from './onionskin';

const STAGES =
  'FROM golang:1.22 AS build\nWORKDIR /src\nCOPY go.mod .\nRUN go mod download\nCOPY . .\nRUN go build -o /app .\nFROM alpine AS unused\nRUN true\nFROM debian\nRUN apt-get update\nCOPY --from=build /app /app\nUSER 1\n';

async function show(page: Page): Promise<Locator> {
  await page.getByRole('radio', { name: 'All changes', exact: true }).check();
  const grid = page.getByRole('grid', { name: 'All changes' });
  await expect(grid).toBeVisible();
  return grid;
}

function cell(grid: Locator, name: string): Locator {
  return grid.getByRole('button', { name, exact: true });
}

let onionskin: Onionskin;
test.beforeEach(async ({ page }) => {
  onionskin = new Onionskin(page);
  await onionskin.open();
});
test.afterEach(() => expect(onionskin.failures).toEqual([]));

test('the grid says what every change does to every step, and how many rebuild', async ({ page }) => {
  const grid = await show(page);
  const rows = grid.getByRole('row').filter({ has: page.getByRole('rowheader') });
  await expect(rows.getByRole('rowheader')).toHaveText(
    ['First build', 'Nothing', 'requirements.txt', 'App code', 'Base image python:3.11-slim'],
  );
  await expect(rows.nth(2).getByRole('gridcell')).toHaveText(
    ['reused', 'reused', 'rebuilds', 'rebuilds', 'rebuilds', '3 of 5 rebuild'],
  );
  await expect(rows.nth(2)).toHaveAttribute('aria-current', 'true');
  await expect(grid.locator('[aria-selected=true]')).toHaveCount(1);
  await expect(cell(grid, 'App code, 5/5: rebuilds')).toBeVisible();
  await expect(page.getByText('1 of 5 steps rebuilds: 5.')).toBeVisible();
});

test('a cell chooses its change and its step, and explains them; the layers show the same', async ({ page }) => {
  const grid = await show(page);
  await cell(grid, 'App code, 5/5: rebuilds').click();
  await expect(onionskin.changes.getByRole('radio', { name: 'App code', exact: true })).toBeChecked();
  await expect(onionskin.explanation).toContainText('Step 5 of 5');
  await expect(onionskin.explanation).toContainText('The app’s code changed');
  await expect(onionskin.totals).toContainText('1 of 5 steps rebuilds');
  await expect(grid.getByRole('row', { name: /^App code/ })).toHaveAttribute('aria-current', 'true');
  await page.getByRole('button', { name: 'Show in Layers' }).click();
  await onionskin.expectVerdicts(['reused', 'reused', 'reused', 'reused', 'rebuilds', 'settings']);
  await expect(onionskin.rows.nth(4)).toHaveAttribute('aria-current', 'true');
  await expect(onionskin.rows.nth(4).getByRole('button')).toBeFocused();
});

test('the grid is one stop for Tab, and the arrow keys walk it', async ({ page }) => {
  await onionskin.editor.fill(STAGES);
  await onionskin.choose('App code');
  const grid = await show(page);
  await page.getByRole('button', { name: 'Copy as Markdown' }).focus();
  await page.keyboard.press('Tab');
  await expect(cell(grid, 'App code, build 1/6: reused')).toBeFocused();
  const walk: [string, string][] = [
    ['ArrowRight', 'App code, build 2/6: reused'],
    ['ArrowUp', 'go.mod, build 2/6: reused'],
    ['End', 'go.mod, stage-2 3/3: rebuilds unless same'],
    ['ArrowRight', 'go.mod, stage-2 3/3: rebuilds unless same'],
    ['Control+Home', 'First build, build 1/6: rebuilds'],
    ['ArrowLeft', 'First build, build 1/6: rebuilds'],
    ['ArrowDown', 'Nothing, build 1/6: reused'],
    ['Control+End', 'Base image debian, stage-2 3/3: rebuilds'],
    ['Home', 'Base image debian, build 1/6: reused'],
  ];
  for (const [key, name] of walk) {
    await page.keyboard.press(key);
    await expect(cell(grid, name)).toBeFocused();
  }
  await page.keyboard.press('Tab');
  expect(await grid.evaluate((it) => it.contains(document.activeElement))).toBe(false);
  await page.keyboard.press('Shift+Tab');
  await expect(cell(grid, 'Base image debian, build 1/6: reused')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(onionskin.changes.getByRole('radio', { name: 'Base image debian', exact: true })).toBeChecked();
  await expect(cell(grid, 'Base image debian, build 1/6: reused')).toBeFocused();
});

test('the heads stay in sight over a large grid, and a cell that gets the focus is not behind them', async ({ page }) => {
  const stage = (at: number) => `FROM debian AS s${at}\nRUN a\nRUN b\nRUN c\n`;
  const stages = Array.from({ length: 98 }, (_, at) => stage(at)).join('');
  const copies = Array.from({ length: 98 }, (_, at) => `COPY --from=s${at} /x /x${at}\n`).join('');
  await onionskin.paste(`${stages}FROM scratch\nCOPY . .\n${copies}`);
  const grid = await show(page);
  await cell(grid, 'First build, s0 1/4: rebuilds').focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Home');
  await page.keyboard.press('End');
  const focused = page.locator('.matrix :focus');
  const isSeen = () =>
    focused.evaluate((button) => {
      const { x, y, width, height } = button.getBoundingClientRect();
      return button.contains(document.elementFromPoint(x + width / 2, y + height / 2));
    });
  expect(await isSeen()).toBe(true);
  await page.keyboard.press('Control+Home');
  expect(await isSeen()).toBe(true);
  await page.keyboard.press('End');
  const region = await page.locator('.matrix-region').boundingBox();
  const head = await grid.getByRole('rowheader', { name: 'Nothing' }).boundingBox();
  expect(Math.abs(head!.x - region!.x)).toBeLessThan(2);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});

test('the grid is copied as Markdown', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await show(page);
  await page.getByRole('button', { name: 'Copy as Markdown' }).click();
  await expect(page.getByText('Copied.')).toBeVisible();
  const lines = (await page.evaluate(() => navigator.clipboard.readText())).split('\n');
  expect(lines[0]).toBe('| What changed? | `1/5` FROM | `2/5` WORKDIR | `3/5` COPY | `4/5` RUN | `5/5` COPY | In total |');
  expect(lines[5]).toBe('| App code | ✓ reused | ✓ reused | ✓ reused | ✓ reused | ↻ rebuilds | 1 of 5 rebuilds |');
});

test('where the browser refuses to copy, the text is there and selected, each time', async ({ page }) => {
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('refused'));
  });
  await show(page);
  const button = page.getByRole('button', { name: 'Copy as Markdown' });
  const selected = () => page.evaluate(() => window.getSelection()?.toString().split('\n')[0] ?? '');
  const field = page.getByRole('textbox', { name: 'All changes as Markdown' });
  for (let presses = 0; presses < 2; presses += 1) {
    await button.focus();
    await page.keyboard.press('Enter');
    await expect(page.locator('#onionskin').getByText('The browser refuses to copy')).toBeVisible();
    await expect(field).toBeFocused();
    await expect.poll(selected).toContain('| What changed? |');
  }
});

test('the share dialog copies, and selects what the browser refuses to copy', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Share' });
  await dialog.getByRole('button', { name: 'Copy Markdown' }).click();
  await expect(dialog.getByText('Copied.')).toBeVisible();
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('refused'));
  });
  await dialog.getByRole('button', { name: 'Copy Markdown' }).click();
  await expect(dialog.getByText('The browser refuses to copy')).toBeVisible();
  await expect(dialog.getByRole('textbox', { name: 'Markdown', exact: true })).toBeFocused();
});

test('a file without steps or without instructions says so in place of the grid', async ({ page }) => {
  await onionskin.editor.fill('FROM scratch\nUSER 1\n');
  await page.getByRole('radio', { name: 'All changes', exact: true }).check();
  await expect(page.getByText('No instruction of this file is a step')).toBeVisible();
  await page.getByRole('radio', { name: 'Layers', exact: true }).check();
  await onionskin.editor.fill('');
  await page.getByRole('radio', { name: 'All changes', exact: true }).check();
  await page.getByRole('button', { name: 'Restore the example' }).click();
  await expect(page.getByRole('grid')).toBeVisible();
});

const STATES: [string, string][] = [
  ['stages', STAGES],
  ['few steps', 'FROM a\nCOPY . .\nUSER b\n'],
  ['no steps', 'FROM scratch\nUSER 1\n'],
];
for (const [name, text] of STATES) {
  test(`axe finds nothing in all changes of ${name}`, async ({ page }) => {
    test.slow();
    await onionskin.editor.fill(text);
    await page.getByRole('radio', { name: 'All changes', exact: true }).check();
    await expectAccessible(page);
  });
}

test('at 320 px only the grid scrolls sideways', async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 320, height: 800 } });
  const own = new Onionskin(await context.newPage());
  await own.open();
  await own.editor.fill(`${STAGES}RUN ${'verylongword'.repeat(40)}\n`);
  const grid = await show(own.page);
  await cell(grid, 'App code, stage-2 4/4: rebuilds unless same').click();
  await expect(own.page.getByRole('button', { name: 'Show in Layers' })).toBeVisible();
  const overflow = await own.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await context.close();
});
