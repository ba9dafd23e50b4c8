import { expect, test } from '@playwright/test';
import { expectAccessible } from './accessible';
import { Onionskin } from './onionskin';

const MULTI_STAGE =
  'ARG V=1\nFROM golang:1.22 AS build\nCOPY . .\nRUN go build -o /app .\nFROM alpine AS unused\nRUN true\nFROM scratch\nCOPY --from=build /app /app\n';

/** What the page can look like, and how it gets there. */
const STATES: [string, (onionskin: Onionskin) => Promise<void>][] = [
  ['the example', (onionskin) => onionskin.choose('requirements.txt')],
  [
    'the share dialog',
    async (onionskin) => {
      await onionskin.page.getByRole('button', { name: 'Share', exact: true }).click();
      await expect(onionskin.page.getByRole('dialog', { name: 'Share' })).toBeVisible();
    },
  ],
  [
    'three stages',
    async (onionskin) => {
      await onionskin.editor.fill(MULTI_STAGE);
      await onionskin.choose('App code');
      await onionskin.page.getByText('Build arguments').click();
    },
  ],
  [
    'many stages',
    async (onionskin) => {
      await onionskin.editor.fill(MULTI_STAGE.replace('FROM scratch', 'FROM build AS more\nRUN true\nFROM scratch'));
      await expect(onionskin.rows).toHaveCount(10);
    },
  ],
  [
    'a word that is pointed at',
    async (onionskin) => {
      await onionskin.rows.nth(3).getByRole('button').click();
      await onionskin.explanation.getByRole('button', { name: 'pip install', exact: true }).click();
      await expect(onionskin.explanation.locator('.marked-note')).toBeVisible();
    },
  ],
  [
    'an error',
    async (onionskin) => {
      await onionskin.editor.fill('FRUM x\n');
      await expect(onionskin.fileError).toBeVisible();
    },
  ],
  ['an empty file', (onionskin) => onionskin.editor.fill('')],
];

for (const [name, reach] of STATES) {
  test(`axe finds nothing in ${name}`, async ({ page }) => {
    const onionskin = new Onionskin(page);
    await onionskin.open();
    await reach(onionskin);
    await expectAccessible(page);
  });
}

test('axe finds nothing in explanations that cannot be loaded', async ({ page }) => {
  await page.route('**/explanations-*.txt', (route) => route.abort());
  const onionskin = new Onionskin(page);
  await onionskin.open();
  await expect(onionskin.explanation.getByRole('button', { name: 'Retry' })).toBeVisible();
  await expectAccessible(page);
});

test('nothing scrolls sideways at 320 px', async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 320, height: 800 } });
  const onionskin = new Onionskin(await context.newPage());
  await onionskin.open();
  await onionskin.editor.fill(`FROM a\nRUN ${'verylongword'.repeat(40)}\nRUN ${'words and '.repeat(60)}\n`);
  await onionskin.rows.nth(1).getByRole('button').click();
  const overflow = await onionskin.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await context.close();
});
