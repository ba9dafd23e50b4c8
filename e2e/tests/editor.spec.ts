import { expect, test, type Page } from '@playwright/test';
import { Onionskin, SEED_COMMANDS } from './onionskin';

/** The file of the whole editor, which the page loads once it is shown. */
const EDITOR = /\/editor-[0-9A-Z]+\.js$/;

/** A RUN on five lines and a heredoc, each in front of another instruction. */
const LONG = `FROM alpine
RUN one \\
  two \\
  three \\
  four
COPY a /a
RUN <<EOF
echo hello
echo world
EOF
USER nobody
`;

/** Holds the editor back until it is released. */
async function holdEditor(page: Page): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(EDITOR, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

test.describe('the editor before it is whole', () => {
  test('what is typed while it loads is kept, with caret, selection and focus, and can be undone', async ({ page }) => {
    const release = await holdEditor(page);
    const onionskin = new Onionskin(page);
    await page.goto('./');
    await onionskin.editor.click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('# 🐳 é\n');
    await page.keyboard.press('Control+End');
    const typing = page.keyboard.type('RUN echo one two three four five six seven eight', { delay: 15 });
    release();
    await typing;
    await onionskin.expectWholeEditor();
    await expect(onionskin.editor).toBeFocused();
    await page.keyboard.type(' nine');
    const text = `# 🐳 é\n${SEED_COMMANDS.join('\n')}\nRUN echo one two three four five six seven eight nine`;
    await onionskin.expectText(text);
    await expect(onionskin.rows.nth(6)).toHaveAttribute('aria-current', 'true');
    await expect(onionskin.rows).toHaveCount(7);
    for (let presses = 0; presses < 12; presses += 1) await page.keyboard.press('Control+z');
    await onionskin.expectText(`${SEED_COMMANDS.join('\n')}\n`);
    expect(onionskin.failures).toEqual([]);
  });

  test('a selection goes over with its direction', async ({ page }) => {
    const release = await holdEditor(page);
    const onionskin = new Onionskin(page);
    await page.goto('./');
    await onionskin.editor.click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    for (let presses = 0; presses < 4; presses += 1) await page.keyboard.press('Shift+ArrowLeft');
    await expect(onionskin.rows.nth(1)).toHaveAttribute('aria-current', 'true');
    release();
    await onionskin.expectWholeEditor();
    await page.keyboard.press('Shift+ArrowLeft');
    await page.keyboard.type('!');
    await onionskin.expectText(/^WORKDIR!$/m);
  });

  test('without the focus, nothing takes it', async ({ page }) => {
    const release = await holdEditor(page);
    const onionskin = new Onionskin(page);
    await page.goto('./');
    const share = page.getByRole('button', { name: 'Share', exact: true });
    await share.focus();
    release();
    await onionskin.expectWholeEditor();
    await expect(share).toBeFocused();
  });

  test('when the rest cannot be loaded, the page says so and all else goes on', async ({ page }) => {
    await page.route(EDITOR, (route) => route.abort());
    const onionskin = new Onionskin(page);
    await page.goto('./');
    await expect(async () => {
      await page.mouse.move(0, 1);
      await page.mouse.move(1, 0);
      await expect(page.getByText(/could not be loaded\. Everything else works/)).toBeVisible({ timeout: 500 });
    }).toPass();
    await onionskin.editor.click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('RUM x');
    await expect(onionskin.fileError).toContainText('unknown instruction: RUM');
    await expect(onionskin.editor).toHaveAttribute('aria-invalid', 'true');
    await expect(onionskin.editor).toBeFocused();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Backspace');
    await page.keyboard.type('N');
    await expect(onionskin.fileError).toHaveCount(0);
    await expect(onionskin.editor).toBeFocused();
    await onionskin.expectText(/\nRUN x$/);
    await expect(onionskin.rows).toHaveCount(7);
    await expect(page.locator('.underlay .ink-keyword').last()).toHaveText('RUN');
  });
});

test.describe('the whole editor', () => {
  let onionskin: Onionskin;
  test.beforeEach(async ({ page }) => {
    onionskin = new Onionskin(page);
    await onionskin.open();
  });
  test.afterEach(() => expect(onionskin.failures).toEqual([]));

  test('it has a name and says how to leave it, in words that can be seen', async ({ page }) => {
    await expect(onionskin.editor).toHaveAccessibleDescription('Esc, then Tab leaves the editor');
    const hint = page.getByText('Esc, then Tab leaves the editor');
    await expect(hint).toBeHidden();
    await onionskin.editor.focus();
    await expect(hint).toBeVisible();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('CO');
    await expect(page.getByRole('listbox')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('listbox')).toHaveCount(0);
    await page.keyboard.press('Tab');
    await expect(onionskin.editor).not.toBeFocused();
    await expect(hint).toBeHidden();
    await onionskin.expectText(/\nCO$/);
  });

  test('a line longer than the editor is scrolled in steps, and what is typed stays in sight', async ({ page }) => {
    await onionskin.paste('FROM alpine\nRUN true\n');
    await onionskin.editor.focus();
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    const scroller = onionskin.editor.locator('xpath=ancestor::*[contains(@class, "cm-scroller")]');
    // Where the text is scrolled to, and how far the caret is from the edges of what is in sight.
    const place = () =>
      scroller.evaluate((element) => {
        const caret = getSelection()!.getRangeAt(0).getBoundingClientRect();
        const pane = element.getBoundingClientRect();
        const gutters = element.querySelector('.cm-gutters')!.getBoundingClientRect();
        return { at: element.scrollLeft, before: caret.left - gutters.right, behind: pane.right - caret.left };
      });
    const places = new Set<number>();
    for (let key = 0; key < 90; key += 1) {
      await page.keyboard.press(key % 6 ? 'x' : ' ');
      await expect.poll(async () => Math.min((await place()).before, (await place()).behind)).toBeGreaterThan(8);
      places.add((await place()).at);
    }
    expect(places.size).toBeGreaterThan(1);
    expect(places.size).toBeLessThan(9);
    for (let key = 0; key < 90; key += 1) await page.keyboard.press('Backspace');
    await expect.poll(async () => (await place()).at).toBe(0);
    expect(await scroller.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);
  });

  test('what is found in a long line is in sight from end to end', async ({ page }) => {
    await onionskin.paste(`FROM alpine\nRUN ${'x '.repeat(60)}a-word-of-twenty-seven-glyphs ${'y '.repeat(60)}\n`);
    await onionskin.editor.focus();
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('Control+f');
    await page.keyboard.type('a-word-of-twenty-seven-glyphs');
    await page.keyboard.press('Enter');
    const edges = () =>
      onionskin.editor.evaluate((editor) => {
        const found = editor.querySelector('.cm-searchMatch-selected')!.getBoundingClientRect();
        const pane = editor.closest('.cm-scroller')!.getBoundingClientRect();
        const gutters = editor.closest('.cm-scroller')!.querySelector('.cm-gutters')!.getBoundingClientRect();
        return Math.min(found.left - gutters.right, pane.right - found.right);
      });
    await expect.poll(edges).toBeGreaterThanOrEqual(0);
  });

  test('colours are those of the parser, wherever the text is scrolled to', async ({ page }) => {
    const lines = Array.from({ length: 400 }, (_, at) => `LABEL n${at}="🐳 ${at}"`);
    await onionskin.paste(`FROM alpine AS x\n${lines.join('\n')}\nCOPY --link a /b\nNOPE\n`);
    await expect(onionskin.editor.locator('.ink-keyword').first()).toHaveText('FROM');
    await expect(onionskin.editor.locator('.ink-keyword').nth(1)).toHaveText('AS');
    await onionskin.editor.focus();
    await page.keyboard.press('Control+End');
    await expect(onionskin.editor.locator('.ink-flag')).toHaveText('--link');
    await expect(onionskin.editor.locator('.ink-quoted').last()).toHaveText('"🐳 399"');
    await expect(onionskin.editor.locator('.ink-unknown')).toHaveText('NOPE');
  });

  test('the margin has the verdict of each instruction, and a press on it selects the line', async ({ page }) => {
    await expect(page.getByTitle(/^reused: /)).toHaveCount(2);
    await expect(page.getByTitle('rebuilds: docker/requirements.txt')).toHaveCount(3);
    await expect(page.getByTitle('settings only')).toHaveCount(1);
    await onionskin.choose('First build');
    await expect(page.getByTitle('rebuilds: first build')).toHaveCount(5);
    await page.getByTitle('settings only').click();
    await expect(onionskin.rows.nth(5)).toHaveAttribute('aria-current', 'true');
    await expect(onionskin.editor).toBeFocused();
  });

  test('a mistake is underlined, and its message is there for pointer and keyboard', async ({ page }) => {
    await onionskin.editor.fill('FROM alpine\nRUM x\n');
    const underlined = onionskin.editor.locator('.cm-squiggle');
    await expect(underlined).toHaveText('RUM');
    await underlined.hover();
    const note = page.locator('.cm-explanation');
    await expect(note).toContainText('unknown instruction: RUM (did you mean RUN?)');
    await page.mouse.move(0, 0);
    await expect(note).toHaveCount(0);
    await onionskin.goTo(2, 2);
    await page.keyboard.press('Control+i');
    await expect(note).toContainText('unknown instruction: RUM (did you mean RUN?)');
    await page.keyboard.press('Escape');
    await expect(note).toHaveCount(0);
  });

  test('a word of any instruction is explained where it stands', async ({ page }) => {
    await expect(onionskin.explanation.getByRole('heading', { name: 'Word by word' })).toBeVisible();
    await onionskin.goTo(1, 1);
    const line = onionskin.editor.locator('.cm-line').nth(3);
    const { x, y, height } = (await line.boundingBox())!;
    const character = await line.evaluate((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      return range.getBoundingClientRect().width / element.textContent!.length;
    });
    const inset = await line.evaluate((element) => Number.parseFloat(getComputedStyle(element).paddingLeft));
    await page.mouse.move(x + inset + character * 'RUN pip install --no-'.length, y + height / 2);
    await expect(page.locator('.cm-explanation')).toContainText('--no-cache-dir Tells pip not to keep the packages');
    await page.mouse.move(0, 0);
    await onionskin.goTo(4, 6);
    await page.keyboard.press('Control+i');
    await expect(page.locator('.cm-explanation')).toContainText('pip install');
    await page.keyboard.press('ArrowRight');
    await expect(page.locator('.cm-explanation')).toHaveCount(0);
  });

  test('folds leave lines, ribbons and layers aligned', async ({ page }) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await onionskin.editor.fill(LONG);
    await expect(onionskin.rows).toHaveCount(5);
    const copy = onionskin.editor.locator('.cm-line', { hasText: 'COPY a /a' });
    const user = onionskin.editor.locator('.cm-line', { hasText: 'USER nobody' });
    /** By how many pixels the row at `at` stands below its line. */
    const offset = async (line: typeof copy, at: number): Promise<number> => {
      const [one, other] = [await line.boundingBox(), await onionskin.rows.nth(at).getByRole('button').boundingBox()];
      return Math.round(other!.y - one!.y);
    };
    await expect.poll(() => offset(copy, 2)).toBe(0);
    await expect.poll(() => offset(user, 4)).toBe(0);
    const before = (await copy.boundingBox())!.y;
    await page.getByTitle('Fold these lines').first().click();
    await expect.poll(async () => before - (await copy.boundingBox())!.y).toBeGreaterThan(80);
    // The rows before it leave this one no room beside its line.
    await expect.poll(() => offset(copy, 2)).toBeLessThan(25);
    await expect.poll(() => offset(user, 4)).toBe(0);
    await expect(onionskin.rows.nth(1)).toHaveAttribute('data-lines', '2-5');
    // Lines that come in above do not part them, either.
    await onionskin.goTo(1, 1);
    await page.keyboard.type('# a\n# b\n');
    await expect(onionskin.rows.nth(1)).toHaveAttribute('data-lines', '4-7');
    await expect.poll(() => offset(user, 4)).toBe(0);
    await page.locator('.cm-foldPlaceholder').click();
    await expect.poll(() => offset(copy, 2)).toBe(0);
  });

  test('a fold opens and closes with the keyboard', async ({ page }) => {
    await onionskin.editor.fill(LONG);
    await onionskin.goTo(7, 1);
    await page.keyboard.press('Control+Shift+BracketLeft');
    await expect(onionskin.editor).not.toContainText('echo hello');
    await page.keyboard.press('Control+Shift+BracketRight');
    await expect(onionskin.editor).toContainText('echo hello');
    await onionskin.expectText(LONG);
  });

  test('instructions, flags, stages and variables are completed with the keyboard', async ({ page }) => {
    await onionskin.editor.fill('FROM golang:1.22 AS build\nENV VERSION=3\nRUN true\nFROM scratch\n');
    await page.keyboard.press('Control+End');
    const choices = page.getByRole('listbox', { name: 'Completions' });
    const accept = async (typed: string, choice: string): Promise<void> => {
      await page.keyboard.type(typed);
      await expect(choices.getByRole('option', { selected: true })).toContainText(choice);
      // CodeMirror takes no choice that came up only just before the key.
      await page.waitForTimeout(100);
      await page.keyboard.press('Enter');
    };
    await accept('cop', 'COPY');
    await accept('--fr', '--from=');
    await expect(choices.getByRole('option', { selected: true })).toContainText('build');
    await page.waitForTimeout(100);
    await page.keyboard.press('Enter');
    await onionskin.expectText(/\nCOPY --from=build$/);
    await expect(choices).toHaveCount(0);
    await onionskin.goTo(3, 'RUN true'.length + 1);
    await accept(' $VER', 'VERSION');
    await onionskin.expectText(/\nRUN true \$VERSION\n/);
  });

  test('a whole word is no choice: Enter ends the line', async ({ page }) => {
    await onionskin.editor.fill('FROM a\n');
    await page.keyboard.press('Control+End');
    await page.keyboard.type('RU');
    await expect(page.getByRole('listbox')).toBeVisible();
    await page.keyboard.type('N');
    await expect(page.getByRole('listbox')).toHaveCount(0);
    await page.keyboard.press('Enter');
    await onionskin.expectText('FROM a\nRUN\n');
  });

  test('files of a known build context are completed, a directory at a time', async ({ page }) => {
    await page.getByRole('radio', { name: 'Files' }).check();
    await page.getByText('Paste a list of files').click();
    await page.getByRole('textbox', { name: 'Files, one path a line' }).fill('Cargo.toml\nsrc/main.rs\nsrc/ui/page.rs\n');
    await page.getByRole('button', { name: 'Use this list' }).click();
    await expect(page.getByRole('list', { name: 'Files', exact: true })).toBeVisible();
    await page.getByRole('radio', { name: 'Layers' }).check();
    await onionskin.editor.fill('FROM rust\nCOPY ');
    await page.keyboard.press('Control+End');
    await page.keyboard.type('s');
    const choices = page.getByRole('listbox', { name: 'Completions' });
    for (const choice of ['src/', 'src/main.rs']) {
      await expect(choices.getByRole('option', { selected: true })).toContainText(choice);
      await page.waitForTimeout(100);
      await page.keyboard.press('Enter');
    }
    await onionskin.expectText('FROM rust\nCOPY src/main.rs');
  });

  test('a file that is dropped on it is taken by the page, once', async ({ page }) => {
    await onionskin.editor.fill('FROM a\n');
    await onionskin.editor.evaluate((editor) => {
      const data = new DataTransfer();
      data.items.add(new File(['FROM dropped\n'], 'Dockerfile'));
      for (const kind of ['dragenter', 'dragover', 'drop']) {
        editor.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
      }
    });
    await page.getByRole('button', { name: 'Use it' }).click();
    await onionskin.expectText('FROM dropped\n');
  });

  test('folds and what can be undone outlive a look at another view', async ({ page }) => {
    await onionskin.editor.fill(LONG);
    await page.getByTitle('Fold these lines').first().click();
    await expect(page.locator('.cm-foldPlaceholder')).toHaveCount(1);
    await page.getByRole('radio', { name: 'Table', exact: true }).check();
    await expect(onionskin.editor).toHaveCount(0);
    await page.getByRole('radio', { name: 'Layers' }).check();
    await expect(page.locator('.cm-foldPlaceholder')).toHaveCount(1);
    await onionskin.editor.focus();
    await page.keyboard.press('Control+z');
    await onionskin.expectText(`${SEED_COMMANDS.join('\n')}\n`);
    await expect(page.locator('.cm-foldPlaceholder')).toHaveCount(0);
  });

  test('what was there before the example is an undo away', async ({ page }) => {
    await onionskin.editor.fill('# mine\n');
    await page.getByRole('button', { name: 'Restore the example' }).click();
    await expect(onionskin.rows).toHaveCount(6);
    await onionskin.editor.focus();
    await page.keyboard.press('Control+z');
    await onionskin.expectText('# mine\n');
    await page.keyboard.press('Control+y');
    await expect(onionskin.rows).toHaveCount(6);
  });

  test('choosing a layer moves the caret, and typing goes on there', async ({ page }) => {
    await onionskin.rows.nth(1).getByRole('button').click();
    await expect(onionskin.editor.locator('.band-selected')).toHaveText('WORKDIR /app');
    await onionskin.editor.focus();
    await page.keyboard.type('# ');
    await onionskin.expectText(/^# WORKDIR \/app$/m);
  });

  test('text is found', async ({ page }) => {
    await onionskin.editor.focus();
    await page.keyboard.press('Control+f');
    await expect(page.getByRole('textbox', { name: 'Find' })).toBeFocused();
    await page.keyboard.type('run.py');
    await page.keyboard.press('Enter');
    await expect(onionskin.editor.locator('.cm-searchMatch-selected')).toHaveText('run.py');
    await page.keyboard.press('Escape');
    await expect(onionskin.editor).toBeFocused();
    await expect(onionskin.rows.nth(5)).toHaveAttribute('aria-current', 'true');
  });

  test('the largest file that is explained can be edited at both ends', async ({ page }) => {
    const line = `RUN echo ${'x'.repeat(40)} \\\n`;
    const text = `FROM a\n${line.repeat(9_990)}  y\nUSER z\n`;
    await onionskin.paste(text);
    await expect(onionskin.rows).toHaveCount(3);
    await onionskin.editor.focus();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('# ');
    await page.keyboard.press('Control+End');
    await page.keyboard.type('USER q');
    await expect(onionskin.rows.last()).toContainText('USER q');
    await onionskin.expectText(`# ${text}USER q`);
  });
});

test('a strict Content-Security-Policy lets the editor look as it should', async ({ page }) => {
  const policy = (await page.request.get('./')).headers()['content-security-policy'];
  expect(policy).toContain("style-src 'self';");
  const onionskin = new Onionskin(page);
  await onionskin.open();
  const look = await onionskin.editor.evaluate((editor) => [
    getComputedStyle(editor).whiteSpace,
    getComputedStyle(editor.parentElement!).display,
  ]);
  expect(look).toEqual(['pre', 'flex']);
});

test('the line of the caret is not hidden by the explanation below a wide stack', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const onionskin = new Onionskin(page);
  await onionskin.open();
  const stage = (at: number) => `FROM debian AS s${at}\n${'RUN make\n'.repeat(20)}`;
  await onionskin.paste([0, 1, 2, 3, 4].map(stage).join(''));
  await onionskin.goTo(60, 1);
  await expect(onionskin.explanation).toBeInViewport();
  const gap = () =>
    page.evaluate(() => {
      const line = document.querySelector('.cm-activeLine, .cm-line.selected') ?? document.getSelection()?.focusNode?.parentElement?.closest('.cm-line');
      const pane = document.querySelector('.explanation');
      return (pane?.getBoundingClientRect().top ?? 0) - (line?.getBoundingClientRect().bottom ?? Infinity);
    });
  await expect.poll(gap).toBeGreaterThanOrEqual(0);
});
