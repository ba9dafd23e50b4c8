import { expect, test, type Locator, type Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { addStyles, Onionskin } from './onionskin';

const CODE_FIRST = 'FROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm ci\nCMD ["node", "."]\n';
const CODE_LAST = 'FROM node:22\nWORKDIR /app\nCOPY package.json ./\nRUN npm ci\nCOPY . .\nCMD ["node", "."]\n';

/** The view of two Dockerfiles by the names that readers' tools rely on. */
class Compare {
  readonly view: Locator;
  readonly other: Locator;
  readonly rows: Locator;
  readonly changes: Locator;

  constructor(readonly page: Page) {
    this.view = page.getByRole('region', { name: 'Compare' });
    this.other = page.getByRole('textbox', { name: 'Compared with' });
    this.rows = page.getByRole('list', { name: 'Instructions side by side' }).locator(':scope > li');
    this.changes = page.getByRole('list', { name: 'What each change rebuilds' }).locator(':scope > li');
  }

  async open(): Promise<void> {
    await this.page.getByRole('radio', { name: 'Compare', exact: true }).check();
    await expect(this.other).toBeVisible();
  }

  async expectRows(attribute: string, expected: (string | null)[]): Promise<void> {
    const found = () => this.rows.evaluateAll((rows, name) => rows.map((row) => row.getAttribute(name)), attribute);
    await expect.poll(found).toEqual(expected);
  }

  change(name: string): Locator {
    return this.changes.filter({ hasText: name });
  }
}

let onionskin: Onionskin;
let compare: Compare;
test.beforeEach(async ({ page }) => {
  onionskin = new Onionskin(page);
  compare = new Compare(page);
  await onionskin.open();
});
test.afterEach(() => expect(onionskin.failures).toEqual([]));

test('two Dockerfiles stand side by side with what is reused, what is not, and what each change costs', async () => {
  await onionskin.editor.fill(CODE_FIRST);
  await compare.open();
  await compare.other.fill(CODE_LAST);
  await compare.expectRows('data-kind', ['same', 'same', 'moved', 'added', 'same', 'moved', 'same']);
  await compare.expectRows('data-verdict', ['reused', 'reused', null, 'rebuilds', 'rebuilds', 'rebuilds', 'settings']);
  await expect(compare.view).toContainText('reuses 2 of its 5 steps. The first that rebuilds is step 3, because line 3 is new.');
  await expect(compare.rows.nth(3)).toContainText('Step 3 is new');
  await expect(compare.change('App code')).toContainText('Better: 1 fewer');
  await expect(compare.change('package.json')).toContainText('Worse: 1 more');
  await expect(compare.view).toContainText('fewer steps rebuild for App code; more steps rebuild for package.json');
});

test('the second text field starts empty, says what to do and offers a start', async () => {
  await compare.open();
  await expect(compare.other).toHaveValue('');
  await expect(compare.view).toContainText('Paste or type a second Dockerfile here');
  await compare.page.getByRole('button', { name: 'Start from a copy of this Dockerfile' }).click();
  await expect(compare.other).toHaveValue(/pip install/);
  await expect(compare.other).toBeFocused();
  await expect(compare.view).toContainText('reuses all of its 5 steps');
  await compare.other.fill('');
  await compare.page.getByRole('button', { name: 'Try the example with its code copied first' }).click();
  await compare.expectRows('data-kind', ['same', 'same', 'removed', 'moved', 'edited', 'moved', 'same']);
});

test('swapping and using the second one lose nothing', async () => {
  await onionskin.editor.fill(CODE_FIRST);
  await compare.open();
  await compare.other.fill(CODE_LAST);
  await compare.page.getByRole('button', { name: 'Swap' }).click();
  await onionskin.expectText(CODE_LAST);
  await expect(compare.other).toHaveValue(CODE_FIRST);
  await compare.page.getByRole('button', { name: 'Swap' }).click();
  await compare.page.getByRole('button', { name: 'Use this as the Dockerfile' }).click();
  await expect(onionskin.rows).toHaveCount(6);
  await onionskin.expectText(CODE_LAST);
  await expect(compare.page.getByRole('radio', { name: 'Layers', exact: true })).toBeFocused();
  await compare.open();
  await expect(compare.other).toHaveValue(CODE_FIRST);
});

test('the second Dockerfile is kept on the device, and a link to the same leaves it alone', async ({ page }) => {
  await compare.open();
  await compare.other.fill(CODE_LAST);
  await expect.poll(() => page.evaluate(() => localStorage.getItem('onionskin.other'))).toBe(CODE_LAST);
  const link = await page.evaluate(() => location.href);
  await onionskin.editor.fill(CODE_FIRST);
  await expect.poll(() => page.evaluate(() => location.hash)).toMatch(/^#2/);
  const shared = await page.evaluate(() => location.href);
  expect(shared).not.toBe(link);
  await page.goto('about:blank');
  await page.goto(shared);
  await expect(page.getByRole('button', { name: 'Edit a copy' })).toHaveCount(0);
  await compare.open();
  await expect(compare.other).toHaveValue(CODE_LAST);
  await compare.other.fill('');
  await expect.poll(() => page.evaluate(() => localStorage.getItem('onionskin.other'))).toBeNull();
});

test('an error in the second one is told in the words of BuildKit', async () => {
  await compare.open();
  await compare.other.fill('FROM a\nRUM b\n');
  await expect(onionskin.fileError).toContainText(
    'dockerfile parse error on line 2: unknown instruction: RUM (did you mean RUN?)',
  );
  await expect(compare.other).toHaveAttribute('aria-invalid', 'true');
  await expect(compare.other).toHaveAccessibleDescription(/unknown instruction: RUM/);
  await expect(onionskin.editor).not.toHaveAttribute('aria-invalid', 'true');
  await expect(compare.rows.filter({ hasText: 'RUM b' })).toContainText('error');
});

test('text from the second Dockerfile is never markup, and too much of it gets a message', async () => {
  await compare.open();
  await compare.other.fill('FROM a\nRUN <img src=x onerror=alert(1)>\nCOPY "<b>x</b>" /\n');
  await expect(compare.rows.filter({ hasText: '<img' })).toHaveCount(1);
  await expect(compare.view.locator('img, .pair-text b')).toHaveCount(0);
  const text = `FROM alpine\n${'RUN a\n'.repeat(10_000)}`;
  await compare.other.evaluate((field: HTMLTextAreaElement, text) => {
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }, text);
  await expect(compare.view.getByRole('alert')).toContainText('too large');
  expect(await compare.other.evaluate((field: HTMLTextAreaElement) => field.value.length)).toBe(text.length);
});

test('the keyboard alone compares', async ({ page }) => {
  await page.getByRole('radio', { name: 'Layers', exact: true }).focus();
  for (let presses = 0; presses < 5; presses += 1) {
    if (await page.getByRole('radio', { name: 'Compare', exact: true }).isChecked()) break;
    await page.keyboard.press('ArrowRight');
  }
  await expect(compare.other).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(onionskin.editor).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(compare.other).toBeFocused();
  await page.keyboard.type('FROM python:3.11-slim\nRUN b');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Swap' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Use this as the Dockerfile' })).toBeFocused();
  await page.keyboard.press('Tab');
  const why = compare.rows.first().locator('summary');
  await expect(why).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(compare.rows.first()).toContainText('is the same as in the build before');
  await expect(compare.rows.first().locator('li, p')).toBeVisible();
});

test('a screen reader hears which file, which line and which verdict', async () => {
  await onionskin.editor.fill('FROM a\nRUN b\n');
  await compare.open();
  await compare.other.fill('FROM a\nRUN c\n');
  const snapshot = await compare.rows.nth(1).ariaSnapshot();
  for (const words of ['Dockerfile', 'Compared with', 'line 2', 'RUN b', 'RUN c', 'rebuilds', 'edited']) {
    expect(snapshot).toContain(words);
  }
});

const STATES: [string, (onionskin: Onionskin, compare: Compare) => Promise<void>][] = [
  ['an empty second field', (_, compare) => expect(compare.other).toHaveValue('')],
  [
    'the example and another order of it',
    async (_, compare) => {
      await compare.page.getByRole('button', { name: 'Try the example with its code copied first' }).click();
      await expect(compare.rows).toHaveCount(7);
    },
  ],
  [
    'stages and an error',
    async (onionskin, compare) => {
      await compare.other.fill('FROM golang AS b\nRUN x\nFROM scratch\nCOPY --from=b /a /a\nFROM c\nRUM y\nFROM b\n');
      await expect(onionskin.fileError).toBeVisible();
    },
  ],
];

for (const [name, reach] of STATES) {
  test(`axe finds nothing in ${name}`, async ({ page }) => {
    await compare.open();
    await reach(onionskin, compare);
    await expectAccessible(page);
  });
}

test('nothing scrolls sideways at 320 px or with large text, and nothing is cut', async ({ browser }) => {
  for (const [width, size] of [
    [320, 16],
    [1280, 32],
  ]) {
    const context = await browser.newContext({ viewport: { width, height: 800 } });
    const page = await context.newPage();
    const [onionskin, compare] = [new Onionskin(page), new Compare(page)];
    await onionskin.open();
    await addStyles(page, `html { font-size: ${size}px }`);
    await compare.open();
    await onionskin.editor.fill(`FROM a\nRUN ${'verylongword'.repeat(12)}\n`);
    await compare.other.fill(`FROM registry.example.com/${'path/'.repeat(20)}image:1\nRUN ${'words and '.repeat(15)}\n`);
    await expect(compare.rows).toHaveCount(2);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    const cut = await compare.view
      .locator('.pair-text, .contrast-side, .contrast-verdict')
      .evaluateAll((texts) => texts.filter((text) => text.clientWidth > 0 && text.scrollWidth > text.clientWidth + 1).length);
    expect(cut).toBe(0);
    await context.close();
  }
});

test('what is pressed is at least 24 px high and wide', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await compare.open();
  await page.getByRole('button', { name: 'Try the example with its code copied first' }).click();
  await expect(compare.rows).toHaveCount(7);
  const small = await compare.view.locator('button, summary').evaluateAll((targets) =>
    targets.filter((target) => {
      const { width, height } = target.getBoundingClientRect();
      return width > 0 && (width < 24 || height < 24);
    }).length,
  );
  expect(small).toBe(0);
});
