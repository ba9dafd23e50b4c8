import { expect, test } from '@playwright/test';
import { launch, type Browser, type KeyInput, type Page } from 'puppeteer-core';

/**
 * What people come for, by keyboard alone and in more than one browser. Playwright drives a Firefox of its own only, so
 * this goes by WebDriver BiDi, which the Firefox of the machine speaks.
 */
const BROWSERS = [
  {
    name: 'chrome' as const,
    program: process.env.CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  },
  { name: 'firefox' as const, program: process.env.FIREFOX, args: [] },
];

/** More stops of the Tab key than the page has. */
const MANY_STOPS = 120;
/** More choices than a group of them has. */
const MANY_CHOICES = 20;

/** A reader who has a keyboard and nothing else. */
class Reader {
  constructor(private readonly page: Page) {}

  async press(...keys: KeyInput[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** Selects all that is in the field. */
  async selectAll(): Promise<void> {
    await this.page.keyboard.down('Control');
    await this.page.keyboard.press('a');
    await this.page.keyboard.up('Control');
  }

  /** The name of what has the focus, nearly as a screen reader finds it. */
  async focused(): Promise<string> {
    return this.page.evaluate(() => {
      const element = document.activeElement;
      // Firefox stops at whatever scrolls, too.
      const isControl = element?.matches('a, button, input, select, textarea, [contenteditable], [tabindex]');
      if (!(element instanceof HTMLElement) || !isControl) return '';
      const label = element.getAttribute('aria-label') ?? element.closest('label')?.innerText;
      const labels = element instanceof HTMLInputElement ? element.labels : null;
      return (label ?? labels?.[0]?.innerText ?? element.innerText).trim().replace(/\s+/g, ' ');
    });
  }

  /** Presses Tab until what has the focus has a name like this. */
  async tabTo(name: string | RegExp): Promise<void> {
    await this.walkTo(name, () => this.page.keyboard.press('Tab'));
  }

  /** The same, against the order of the page. */
  async tabBackTo(name: string | RegExp): Promise<void> {
    await this.walkTo(name, async () => {
      await this.page.keyboard.down('Shift');
      await this.page.keyboard.press('Tab');
      await this.page.keyboard.up('Shift');
    });
  }

  private async walkTo(name: string | RegExp, step: () => Promise<void>): Promise<void> {
    const found = (focused: string) => (typeof name === 'string' ? focused === name : name.test(focused));
    const passed: string[] = [];
    for (let stops = 0; stops < MANY_STOPS; stops += 1) {
      const focused = await this.focused();
      if (found(focused)) return;
      passed.push(focused);
      await step();
    }
    throw new Error(`Tab never came to ${name}, but to: ${passed.join(' | ')}`);
  }

  /** Presses an arrow until the choice of this name has the focus. */
  async choose(name: string): Promise<void> {
    const passed: string[] = [];
    for (let presses = 0; presses < MANY_CHOICES; presses += 1) {
      const focused = await this.focused();
      if (focused === name) return;
      passed.push(focused);
      await this.page.keyboard.press('ArrowRight');
    }
    throw new Error(`the arrow keys never came to ${name}, but to: ${passed.join(' | ')}`);
  }

  /** What the element says that `selector` finds. */
  text(selector: string): () => Promise<string> {
    return () =>
      this.page.evaluate(
        (selector) => document.querySelector<HTMLElement>(selector)?.innerText.replace(/\s+/g, ' ') ?? '',
        selector,
      );
  }
}

const EXPLANATION = '[role=region][aria-label=Explanation]';

for (const { name, program, args } of BROWSERS) {
  test.describe(`by keyboard in ${name}`, () => {
    // Each key is a round trip.
    test.setTimeout(120_000);
    let browser: Browser;
    let page: Page;
    let reader: Reader;
    const failures: string[] = [];

    test.beforeEach(async () => {
      if (!program) throw new Error(`the path of ${name} is not known: \`cargo xtask test\` sets it`);
      browser = await launch({ browser: name, executablePath: program, headless: true, args });
      page = await browser.newPage();
      page.on('pageerror', (error) => failures.push(String(error)));
      await page.setViewport({ width: 1440, height: 900 });
      await page.goto(process.env.ONIONSKIN_URL ?? '');
      reader = new Reader(page);
      await expect.poll(reader.text(EXPLANATION)).toContain('Word by word');
    });
    test.afterEach(async () => {
      await browser?.close();
      expect(failures).toEqual([]);
    });

    test('edit, pick a change, read why, compare, export', async () => {
      // Edit.
      await reader.tabTo('Dockerfile');
      await reader.selectAll();
      await reader.type('FROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm ci\nCMD ["node", "."]');
      await reader.press('Escape', 'Tab');
      expect(await reader.focused()).not.toBe('Dockerfile');
      const rows = () =>
        page.$$eval('ol[aria-label=Layers] > li[data-verdict]', (rows) =>
          rows.map((row) => row.getAttribute('data-verdict')),
        );
      await expect.poll(rows).toHaveLength(5);

      // Pick a change.
      await reader.tabBackTo(/^(First build|Nothing|App code|No cache)$/);
      await reader.choose('Base image node:22');
      await expect.poll(rows).toEqual(['rebuilds', 'rebuilds', 'rebuilds', 'rebuilds', 'settings']);
      await reader.choose('App code');
      await expect.poll(rows).toEqual(['reused', 'reused', 'rebuilds', 'rebuilds', 'settings']);

      // Read why.
      await reader.tabTo(/^Step 4\b|RUN npm ci/);
      await reader.press('Enter');
      await expect.poll(reader.text(EXPLANATION)).toContain('Why it rebuilds');
      await reader.tabTo(/^Go to step 3/);
      await reader.press('Enter');
      await expect.poll(reader.text(EXPLANATION)).toContain('Step 3 of 4');

      // Compare.
      await reader.tabBackTo(/^(Layers|Stack)$/);
      await reader.choose('Compare');
      await reader.tabTo('Compared with');
      await reader.type('FROM node:22\nWORKDIR /app\nCOPY package.json ./\nRUN npm ci\nCOPY . .\nCMD ["node", "."]');
      await expect.poll(reader.text('main')).toContain('Better: 1 fewer');

      // Export.
      await reader.tabBackTo('Export');
      await reader.press('Enter');
      await reader.tabTo('Save Markdown');
      await reader.press('Enter');
      await expect.poll(reader.text('dialog')).toContain('is in your downloads.');
      await reader.press('Escape');
      expect(await reader.focused()).toBe('Export');
    });
  });
}
