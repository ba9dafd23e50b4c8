import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { Onionskin } from './onionskin';

const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const MULTI_STAGE =
  'FROM golang:1.22 AS build\nCOPY . .\nRUN go build -o /app .\nFROM alpine AS unused\nRUN true\nFROM scratch\nCOPY --from=build /app /app\n';

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [390, 1440]) {
    test(`axe finds nothing in ${colorScheme} at ${width} px`, async ({ browser }) => {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 }, reducedMotion: 'reduce' });
      const onionskin = new Onionskin(await context.newPage());
      await onionskin.open();
      const violations = async (state: string) => {
        const { violations } = await new AxeBuilder({ page: onionskin.page }).withTags(STANDARD).analyze();
        return violations.map((violation) => `${state}: ${violation.id}: ${violation.nodes.map((node) => node.html).join(' ')}`);
      };
      await onionskin.choose('requirements.txt');
      expect(await violations('seed')).toEqual([]);
      await onionskin.page.getByRole('button', { name: 'Share', exact: true }).click();
      await expect(onionskin.page.getByRole('dialog', { name: 'Share' })).toBeVisible();
      expect(await violations('share')).toEqual([]);
      await onionskin.page.keyboard.press('Escape');
      await onionskin.editor.fill(MULTI_STAGE);
      await onionskin.choose('App code');
      expect(await violations('stages')).toEqual([]);
      await onionskin.editor.fill('FRUM x\n');
      await expect(onionskin.fileError).toBeVisible();
      expect(await violations('error')).toEqual([]);
      await onionskin.editor.fill('');
      expect(await violations('empty')).toEqual([]);
      await context.close();
    });
  }
}

test('axe finds nothing in explanations that cannot be loaded', async ({ page }) => {
  await page.route('**/explanations-*.txt', (route) => route.abort());
  const onionskin = new Onionskin(page);
  await onionskin.open();
  await expect(onionskin.explanation.getByRole('button', { name: 'Retry' })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).withTags(STANDARD).analyze();
  expect(violations).toEqual([]);
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
