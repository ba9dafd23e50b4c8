import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** The rules that nothing on the page breaks. */
const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** A phone and a wide screen. */
const WIDTHS = [390, 1440];

/** What axe finds in the page as it is, and in the frames that it has. */
async function findings(page: Page): Promise<string[]> {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).withTags(STANDARD);
  // Gathering the results of frames takes axe another page, and as long again.
  axe.setLegacyMode(page.frames().length === 1);
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
}

/** Expects that axe finds nothing in the page as it is, and that nothing scrolls sideways, in both themes and at each width. */
export async function expectAccessible(page: Page, widths: readonly number[] = WIDTHS): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of widths) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 900 });
      const where = `${colorScheme}, at ${width} px`;
      expect(await findings(page), where).toEqual([]);
      const overflow = await page.evaluate(() =>
        [document.documentElement, ...document.querySelectorAll('dialog')].map((it) => it.scrollWidth - it.clientWidth),
      );
      expect(Math.max(...overflow), `scrolls sideways, ${where}`).toBeLessThanOrEqual(0);
    }
  }
}
