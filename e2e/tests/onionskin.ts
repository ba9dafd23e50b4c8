import { expect, type Locator, type Page } from '@playwright/test';

/** The Dockerfile that the page opens with. */
export const SEED_COMMANDS = [
  'FROM python:3.11-slim',
  'WORKDIR /app',
  'COPY docker/requirements.txt .',
  'RUN pip install --no-cache-dir -r requirements.txt',
  'COPY . .',
  'CMD ["python", "run.py"]',
];

/** How Chromium tells of a style that the page's policy refuses. */
const REFUSED_STYLE = 'Applying inline style violates';

/**
 * Tells of what the page's policy refuses, but for a style that Chromium itself gives to lines that it deletes in the editor, which
 * draws these anew.
 */
function tellOfRefusals(): void {
  document.addEventListener('securitypolicyviolation', ({ target, violatedDirective }) => {
    const isEditing = violatedDirective === 'style-src-attr' && target instanceof Element && target.closest('.cm-content');
    if (!isEditing) console.error(`refused by ${violatedDirective}: ${target instanceof Element ? target.outerHTML : ''}`);
  });
}

/** Adds `styles` to the page, as an object: its policy refuses elements. */
export async function addStyles(page: Page, styles: string): Promise<void> {
  await page.evaluate((styles) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    document.adoptedStyleSheets.push(sheet);
  }, styles);
}

/** The page by the names that readers' tools rely on. */
export class Onionskin {
  readonly editor: Locator;
  /** The Dockerfile of a link, which is read and not typed into. */
  readonly received: Locator;
  readonly layers: Locator;
  readonly rows: Locator;
  readonly changes: Locator;
  readonly target: Locator;
  readonly totals: Locator;
  readonly explanation: Locator;
  readonly fileError: Locator;
  readonly notice: Locator;
  /** What a script did wrong, by the page's own account; empty while all is well. */
  readonly failures: string[] = [];

  constructor(readonly page: Page) {
    this.editor = page.getByRole('textbox', { name: 'Dockerfile' });
    this.received = page.getByRole('region', { name: 'Dockerfile', exact: true }).locator('.underlay');
    this.layers = page.getByRole('list', { name: 'Layers' });
    this.rows = this.layers.locator(':scope > li[data-verdict]');
    this.changes = page.getByRole('radiogroup', { name: 'What changed?' });
    this.target = page.getByRole('combobox', { name: 'Target' });
    this.totals = page.getByRole('status').filter({ hasText: /rebuild|build|reused/ });
    this.explanation = page.getByRole('region', { name: 'Explanation' });
    this.fileError = page.getByRole('alert').filter({ hasText: /line|instruction|Dockerfile/i });
    this.notice = page.getByRole('alert').filter({ hasText: /link/i });
    page.on('pageerror', (error) => this.failures.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().startsWith(REFUSED_STYLE)) this.failures.push(message.text());
    });
    void page.addInitScript(tellOfRefusals);
  }

  /** Opens the page, with `fragment` behind its address, and waits for all of it. */
  async open(fragment = ''): Promise<void> {
    await this.page.goto(`./${fragment}`);
    await this.expectWholeEditor();
  }

  /** Starts a copy of what a link has shown, and waits for its editor. */
  async editCopy(): Promise<void> {
    await this.page.getByRole('button', { name: 'Edit a copy', exact: true }).click();
    await this.expectWholeEditor();
  }

  /** Waits for the editor that takes the place of the text field once somebody moves. */
  async expectWholeEditor(): Promise<void> {
    const moves = async () => {
      await this.page.mouse.move(0, 1);
      await this.page.mouse.move(1, 0);
      expect(await this.editor.getAttribute('contenteditable')).toBe('true');
    };
    await expect(moves).toPass();
  }

  /** The text in the editor. Scripts get it as from a text field. */
  async text(): Promise<string> {
    return this.editor.evaluate((editor: HTMLTextAreaElement) => editor.value);
  }

  async expectText(expected: string | RegExp): Promise<void> {
    const text = expect.poll(() => this.text());
    await (typeof expected === 'string' ? text.toBe(expected) : text.toMatch(expected));
  }

  /** Puts `text` into the editor at once, as a paste does; `fill` takes minutes with megabytes. */
  async paste(text: string): Promise<void> {
    await this.editor.evaluate((editor: HTMLTextAreaElement, text) => {
      editor.value = text;
      editor.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }, text);
  }

  /** Puts the caret before the `nth` character of `line`, both counted from 1, with the keyboard. */
  async goTo(line: number, nth: number): Promise<void> {
    await this.editor.focus();
    await this.page.keyboard.press('Control+Home');
    for (let down = 1; down < line; down += 1) await this.page.keyboard.press('ArrowDown');
    for (let right = 1; right < nth; right += 1) await this.page.keyboard.press('ArrowRight');
  }

  async choose(change: string): Promise<void> {
    await this.changes.getByRole('radio', { name: change, exact: true }).check();
  }

  /** The verdicts of all rows, in file order. */
  async verdicts(): Promise<(string | null)[]> {
    return this.rows.evaluateAll((rows) => rows.map((row) => row.getAttribute('data-verdict')));
  }

  async expectVerdicts(expected: string[]): Promise<void> {
    await expect.poll(() => this.verdicts()).toEqual(expected);
  }
}
