import { expect, test } from '@playwright/test';
import { Onionskin, SEED_COMMANDS } from './onionskin';

const REUSED = 'reused';
const REBUILDS = 'rebuilds';
const SETTINGS = 'settings';

let onionskin: Onionskin;
test.beforeEach(async ({ page }) => {
  onionskin = new Onionskin(page);
  await onionskin.open();
});
test.afterEach(() => expect(onionskin.failures).toEqual([]));

test('opens with the example and a layer for each of its instructions', async () => {
  const lines = (await onionskin.text()).split('\n');
  expect(lines.filter((line) => line !== '')).toEqual(SEED_COMMANDS);
  await expect(onionskin.rows).toHaveCount(6);
  const steps = await onionskin.rows.evaluateAll((rows) => rows.map((row) => row.getAttribute('data-step')));
  expect(steps).toEqual(['[1/5]', '[2/5]', '[3/5]', '[4/5]', '[5/5]', null]);
  await expect(onionskin.page.getByText(/Builds a Python 3\.11 app in 5 steps, 4 of them layers/)).toBeVisible();
});

const CHANGES: [string, string[], RegExp][] = [
  ['First build', [REBUILDS, REBUILDS, REBUILDS, REBUILDS, REBUILDS, SETTINGS], /5/],
  ['Nothing', [REUSED, REUSED, REUSED, REUSED, REUSED, SETTINGS], /reused/],
  ['requirements.txt', [REUSED, REUSED, REBUILDS, REBUILDS, REBUILDS, SETTINGS], /3 of 5 steps rebuild/],
  ['App code', [REUSED, REUSED, REUSED, REUSED, REBUILDS, SETTINGS], /1 of 5 steps rebuilds?/],
];
for (const [change, verdicts, totals] of CHANGES) {
  test(`"${change}" shows what rebuilds, and says how much`, async () => {
    await onionskin.choose(change);
    await onionskin.expectVerdicts(verdicts);
    await expect(onionskin.totals).toHaveText(totals);
  });
}

test('each verdict has a reason that ends in the file that changed', async () => {
  await onionskin.choose('requirements.txt');
  for (const row of [2, 3, 4]) {
    await expect(onionskin.rows.nth(row)).toHaveAttribute('data-cause', /requirements\.txt/);
  }
  await onionskin.rows.nth(3).getByRole('button').click();
  await expect(onionskin.rows.nth(3)).toHaveAttribute('aria-current', 'true');
  await expect(onionskin.explanation.getByRole('heading', { name: 'Why it rebuilds' })).toBeVisible();
  await expect(onionskin.explanation).toContainText('docker/requirements.txt');
  await onionskin.rows.nth(1).getByRole('button').click();
  await expect(onionskin.explanation.getByRole('heading', { name: 'Why it rebuilds' })).toHaveCount(0);
});

test('the caret selects the layer and its explanation', async () => {
  await onionskin.editor.click();
  await onionskin.goTo(4, 5);
  await expect(onionskin.rows.nth(3)).toHaveAttribute('aria-current', 'true');
  for (const heading of ['What it does', 'Word by word', 'Why it matters']) {
    await expect(onionskin.explanation.getByRole('heading', { name: heading })).toBeVisible();
  }
  await expect(onionskin.explanation).toContainText('--no-cache-dir');
  await onionskin.page.keyboard.press('Control+End');
  await expect(onionskin.rows.nth(5)).toHaveAttribute('aria-current', 'true');
  await expect(onionskin.explanation).toContainText('run.py');
});
