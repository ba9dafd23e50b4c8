import { expect, test, type Locator } from '@playwright/test';
import { expectAccessible } from './accessible';
import { Onionskin } from './onionskin';

const LOG = `#1 [internal] load build definition from Dockerfile
#1 DONE 0.0s
#4 [1/5] FROM docker.io/library/python:3.11-slim@sha256:0123
#4 DONE 4.0s
#5 [2/5] WORKDIR /app
#5 CACHED
#6 [3/5] COPY docker/requirements.txt .
#6 DONE 0.1s
#7 [4/5] RUN pip install --no-cache-dir -r requirements.txt
#7 1.234 Collecting flask
#7 DONE 50.4s
#8 [5/5] COPY . .
#8 DONE 3.5s
#9 [5/9] RUN something else
#9 DONE 3.5s
`;

const STAGES =
  'FROM golang:1.22 AS build\nCOPY . .\nRUN go build -o /app .\nFROM node:22 AS web\nCOPY web .\nRUN npm run build\n' +
  'FROM alpine\nCOPY --from=build /app /app\nCOPY --from=web /dist /dist\n';

let onionskin: Onionskin;
let dialog: Locator;
test.beforeEach(async ({ page }) => {
  onionskin = new Onionskin(page);
  dialog = page.getByRole('dialog', { name: 'Costs' });
  await onionskin.open();
});
test.afterEach(() => expect(onionskin.failures).toEqual([]));

async function openCosts(): Promise<void> {
  await onionskin.page.getByRole('button', { name: 'Costs', exact: true }).click();
  await expect(dialog).toBeVisible();
}

async function fillFromLog(): Promise<void> {
  await openCosts();
  await dialog.getByRole('textbox', { name: 'Build log' }).fill(LOG);
  await dialog.getByRole('button', { name: 'Use these seconds' }).click();
}

test('seconds that are typed in the explanation are in the totals, and there after a reload', async ({ page }) => {
  await onionskin.choose('App code');
  await onionskin.rows.nth(4).getByRole('button').click();
  const field = onionskin.explanation.getByRole('textbox', { name: 'Seconds it takes' });
  await field.pressSequentially('3,');
  await expect(field).toHaveValue('3,');
  await field.press('5');
  await expect(onionskin.totals).toContainText('About 3.5 s instead of at least 3.5 s.');
  await onionskin.rows.nth(3).getByRole('button').click();
  await expect(field).toHaveValue('');
  await field.fill('54.5');
  await expect(onionskin.totals).toContainText('About 3.5 s instead of at least 58 s.');
  await expect.poll(() => page.evaluate(() => localStorage.getItem('onionskin.durations'))).toContain(' 545');
  await page.reload();
  await expect(onionskin.explanation.getByRole('textbox', { name: 'Seconds it takes' })).toHaveValue('54.5');
  await onionskin.choose('App code');
  await expect(onionskin.totals).toContainText('About 3.5 s');
});

test('a build log fills the seconds in, and says what it knows', async () => {
  await openCosts();
  await expect(dialog).toContainText('No step has a time yet');
  await dialog.getByRole('textbox', { name: 'Build log' }).fill(LOG);
  await expect(dialog).toContainText(
    '5 of 6 steps in this log are steps of this Dockerfile: 4 with a time, 1 from the cache, which keeps the time known so far.',
  );
  await dialog.getByRole('button', { name: 'Use these seconds' }).click();
  await expect(dialog).toContainText('Took the time of 4 steps.');
  await expect(dialog.getByRole('textbox', { name: /^Seconds of step 4\/5, RUN pip install/ })).toHaveValue('50.4');
  await expect(dialog.getByRole('row', { name: /App code/ })).toContainText('3.5 s');
  await expect(dialog.getByRole('row', { name: /First build/ })).toContainText('1 step has no time yet');
});

test('text that is no log and text that is no number say what to do and stay', async () => {
  await openCosts();
  const log = dialog.getByRole('textbox', { name: 'Build log' });
  await log.fill('Step 1/5 : FROM a <script>');
  await expect(dialog).toContainText('no line of a numbered step');
  await expect(log).toHaveValue('Step 1/5 : FROM a <script>');
  await expect(dialog.getByRole('button', { name: 'Use these seconds' })).toHaveAttribute('aria-disabled', 'true');
  const field = dialog.getByRole('textbox', { name: /^Seconds of step 1\/5/ });
  await field.fill('soon');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toHaveAccessibleDescription(/not a number of seconds/);
});

test('stages that are built side by side show work and wait, and the steps that are waited for', async () => {
  await onionskin.editor.fill(STAGES);
  await onionskin.choose('First build');
  await openCosts();
  const seconds = ['1', '1', '30', '2', '1', '12', '1', '1', '1'];
  const fields = dialog.getByRole('textbox', { name: /^Seconds of step/ });
  await expect(fields).toHaveCount(seconds.length);
  for (const [at, text] of seconds.entries()) await fields.nth(at).fill(text);
  await expect(dialog).toContainText('About 50 s of work, 34 s to wait for.');
  const chain = dialog.getByRole('list', { name: 'What this build waits for' }).getByRole('button');
  await expect(chain).toHaveText([/FROM golang/, /COPY \. \./, /RUN go build/, /COPY --from=build/, /COPY --from=web/]);
  await chain.nth(2).click();
  await expect(dialog).toBeHidden();
  await expect(onionskin.rows.nth(2)).toHaveAttribute('aria-current', 'true');
  await expect(onionskin.totals).toContainText('About 50 s of work, 34 s to wait for.');
});

test('the dialog works by keyboard, and the focus comes back', async ({ page }) => {
  const button = page.getByRole('button', { name: 'Costs', exact: true });
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.type('4');
  await expect(dialog.getByRole('textbox', { name: /^Seconds of step 1\/5/ })).toHaveValue('4');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(button).toBeFocused();
});

test('nothing scrolls sideways at 320 px, and no step is cut', async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 320, height: 800 } });
  onionskin = new Onionskin(await context.newPage());
  dialog = onionskin.page.getByRole('dialog', { name: 'Costs' });
  await onionskin.open();
  await fillFromLog();
  const overflow = await dialog.evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await context.close();
});

test('axe finds nothing in the costs', async ({ page }) => {
  await fillFromLog();
  await dialog.getByRole('textbox', { name: /^Seconds of step 1\/5/ }).fill('x');
  await expectAccessible(page);
});
