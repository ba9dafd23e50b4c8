import { expect, test, type Locator, type Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { Onionskin, SEED_COMMANDS } from './onionskin';

const STAGES =
  'FROM golang:1.22 AS build\nCOPY . .\nRUN go build -o /app .\nFROM alpine AS unused\nRUN true\nFROM scratch\nCOPY --from=build /app /app\nUSER 1\n';

async function show(page: Page): Promise<Locator> {
  await page.getByRole('radio', { name: 'Table', exact: true }).check();
  const table = page.getByRole('table', { name: 'Every instruction, in file order' });
  await expect(table).toBeVisible();
  return table;
}

function body(table: Locator): Locator {
  return table.getByRole('row').filter({ has: table.page().getByRole('rowheader') });
}

test('the table says of every instruction what the layers say', async ({ page }) => {
  const onionskin = new Onionskin(page);
  await onionskin.open();
  await onionskin.editor.fill(STAGES);
  await onionskin.choose('App code');
  const verdicts = await onionskin.verdicts();
  const table = await show(page);
  const heads = ['Lines', 'Stage', 'Step', 'Instruction', 'Verdict', 'Cause', 'Kind', 'From other stages'];
  await expect(table.getByRole('columnheader')).toHaveText(heads);
  await expect(body(table)).toHaveCount(8);
  expect(await body(table).evaluateAll((rows) => rows.map((row) => row.getAttribute('data-verdict')))).toEqual(verdicts);
  const copied = body(table).nth(6);
  await expect(copied.getByRole('rowheader')).toHaveText('COPY --from=build /app /app');
  await expect(copied.getByRole('cell')).toHaveText(
    ['7', 'stage-2', '1/1', 'rebuilds unless same', 'app code', 'layer', 'takes /app from build'],
  );
  await expect(onionskin.editor).toHaveCount(0);
  expect(onionskin.failures).toEqual([]);
});

test('a press on a row selects its instruction, here and among the layers', async ({ page }) => {
  const onionskin = new Onionskin(page);
  await onionskin.open();
  const table = await show(page);
  await expect(body(table).getByRole('rowheader')).toHaveText(SEED_COMMANDS);
  await body(table).nth(1).getByRole('cell').first().click();
  await expect(body(table).nth(1)).toHaveAttribute('aria-current', 'true');
  await expect(onionskin.explanation).toContainText('Step 2 of 5');
  await page.getByRole('radio', { name: 'Layers', exact: true }).check();
  await expect(onionskin.rows.nth(1)).toHaveAttribute('aria-current', 'true');
  await onionskin.expectText(/^FROM/);
});

test('the table works by keyboard alone', async ({ page }) => {
  const onionskin = new Onionskin(page);
  await onionskin.open();
  await page.getByRole('radio', { name: 'Layers', exact: true }).focus();
  await page.keyboard.press('ArrowRight');
  const rows = body(page.getByRole('table'));
  await page.keyboard.press('Tab');
  await expect(rows.nth(0).getByRole('button')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(rows.nth(0)).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('ArrowDown');
  await expect(rows.nth(1)).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('End');
  await expect(rows.nth(5)).toHaveAttribute('aria-current', 'true');
  await expect(onionskin.explanation).toContainText('CMD');
});

test('an empty file says so in place of the table, and one that is too large says why', async ({ page }) => {
  const onionskin = new Onionskin(page);
  await onionskin.open();
  await onionskin.editor.fill('');
  await page.getByRole('radio', { name: 'Table', exact: true }).check();
  await expect(page.getByText('no instruction to show')).toBeVisible();
  await page.getByRole('button', { name: 'Restore the example' }).click();
  await expect(body(page.getByRole('table'))).toHaveCount(6);
  await page.getByRole('radio', { name: 'Layers', exact: true }).check();
  await onionskin.paste(`FROM a\n${'RUN true\n'.repeat(2500)}`);
  await page.getByRole('radio', { name: 'Table', exact: true }).check();
  await expect(page.getByRole('alert')).toContainText('too large');
});

test('a file of 550 instructions has all of them in the table', async ({ page }) => {
  const onionskin = new Onionskin(page);
  await onionskin.open();
  await onionskin.paste(`FROM debian\n${Array.from({ length: 549 }, (_, at) => `RUN echo ${at}\n`).join('')}`);
  const table = await show(page);
  await expect(body(table)).toHaveCount(550);
  await body(table).last().getByRole('button').click();
  await expect(onionskin.explanation).toContainText('Step 550 of 550');
  await expect(onionskin.explanation).toBeInViewport();
});

for (const width of [320, 390]) {
  test(`rows become cards at ${width} px, and nothing scrolls sideways`, async ({ browser }) => {
    const context = await browser.newContext({ viewport: { width, height: 800 } });
    const onionskin = new Onionskin(await context.newPage());
    await onionskin.open();
    await onionskin.editor.fill(`${STAGES}RUN ${'verylongword'.repeat(40)}\nRUN ${'words and '.repeat(60)}\n`);
    const table = await show(onionskin.page);
    const cell = body(table).nth(6).getByRole('cell', { name: 'takes /app from build' });
    await expect(cell).toBeVisible();
    const overflow = await onionskin.page.evaluate(() =>
      Math.max(...[document.documentElement, ...document.querySelectorAll('.table-pane')].map((it) => it.scrollWidth - it.clientWidth)),
    );
    expect(overflow).toBeLessThanOrEqual(0);
    await context.close();
  });
}

const STATES: [string, string][] = [
  ['stages', STAGES],
  ['an error', 'FROM a\nFRUM b\n'],
  ['an empty file', ''],
];
for (const [name, text] of STATES) {
  test(`axe finds nothing in the table of ${name}`, async ({ page }) => {
    const onionskin = new Onionskin(page);
    await onionskin.open();
    await onionskin.editor.fill(text);
    await page.getByRole('radio', { name: 'Table', exact: true }).check();
    await expectAccessible(page);
  });
}
