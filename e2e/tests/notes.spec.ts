import { expect, test, type Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { Onionskin } from './onionskin';

const NOTED = `# syntax=docker/dockerfile:1
# onionskin: A small image for **demos**, see [the guide](https://example.com/guide).
# onionskin:
# onionskin: <b>Not bold</b>, and [not a link](javascript:alert(1)).

FROM alpine
# onionskin: Takes a while.
# onionskin: fold
RUN sleep 1 \\
  && true
# onionskin: The point of it all: \`make\`.
# onionskin: focus
RUN make
`;

let onionskin: Onionskin;

test.beforeEach(async ({ page }) => {
  onionskin = new Onionskin(page);
  await onionskin.open();
});
test.afterEach(() => expect(onionskin.failures).toEqual([]));

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const fileNote = (page: Page) => page.locator('.note').filter({ has: page.getByRole('heading', { level: 2 }) });

test('notes in comments are shown with what they are about, and are never markup', async ({ page }) => {
  await onionskin.paste(NOTED);
  await expect(fileNote(page)).toContainText('A small image for demos');
  await expect(fileNote(page).getByText('demos', { exact: true })).toHaveCSS('font-weight', '700');
  await expect(fileNote(page)).toContainText('<b>Not bold</b>, and [not a link](javascript:alert(1)).');
  const link = fileNote(page).getByRole('link');
  await expect(link).toHaveCount(1);
  await expect(link).toHaveAttribute('href', 'https://example.com/guide');
  await expect(link).toHaveAttribute('rel', 'noopener noreferrer nofollow');

  await onionskin.rows.nth(1).getByRole('button').click();
  const headings = onionskin.explanation.getByRole('heading', { level: 3 });
  await expect(headings.first()).toHaveText("Author's note");
  await expect(onionskin.explanation.locator('.note')).toContainText('Takes a while.');
  await expect(onionskin.rows.nth(1)).toContainText('has a note');
  await expect(onionskin.rows.nth(0)).not.toContainText('has a note');
  await expect(onionskin.editor.locator('.ink-note').first()).toBeVisible();
});

test('a note is written, changed and taken back with the keyboard alone, and can be undone', async ({ page }) => {
  const text = await onionskin.text();
  await onionskin.rows.nth(3).getByRole('button').click();
  await button(page, 'Add a note').focus();
  await page.keyboard.press('Enter');
  const field = page.getByRole('textbox', { name: 'Note on this instruction' });
  await expect(field).toBeFocused();
  await page.keyboard.type('Pinned on purpose.');
  await onionskin.expectText(text.replace('RUN pip', '# onionskin: Pinned on purpose.\nRUN pip'));
  await expect(field).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(button(page, 'Add a note')).toBeFocused();
  await onionskin.expectText(text);

  await page.keyboard.press('Enter');
  await page.keyboard.type('Takes `pip` a minute.\n\nSee the wiki.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(button(page, 'Edit note')).toBeFocused();
  const noted = text.replace('RUN pip', '# onionskin: Takes `pip` a minute.\n# onionskin:\n# onionskin: See the wiki.\nRUN pip');
  await onionskin.expectText(noted);
  await expect(onionskin.explanation.locator('.note code')).toHaveText('pip');
  await expect(onionskin.rows.nth(3)).toHaveAttribute('aria-current', 'true');

  await page.keyboard.press('Enter');
  await expect(field).toHaveValue('Takes `pip` a minute.\n\nSee the wiki.');
  await field.fill('See this:\nfocus');
  await button(page, 'Done').click();
  await expect(page.getByRole('alert').filter({ hasText: 'This note cannot be kept' })).toBeVisible();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toHaveValue('See this:\nfocus');
  await field.fill('');
  await expect(page.getByRole('alert').filter({ hasText: 'This note cannot be kept' })).toHaveCount(0);
  await button(page, 'Done').click();
  await onionskin.expectText(text);

  // What is typed without a pause is one step; pauses of a slow machine make several.
  await onionskin.editor.focus();
  await expect(async () => {
    await page.keyboard.press('Control+z');
    expect(await onionskin.text()).toBe(noted);
  }).toPass({ timeout: 20_000 });
  await expect(async () => {
    await page.keyboard.press('Control+z');
    expect(await onionskin.text()).toBe(text);
  }).toPass({ timeout: 20_000 });
});

test('a note that is being written is not lost by looking at something else, and is not written into another file', async ({ page }) => {
  const text = await onionskin.text();
  await onionskin.rows.nth(3).getByRole('button').click();
  await button(page, 'Add a note').click();
  await page.keyboard.type('Half a note');
  await onionskin.rows.nth(1).getByRole('button').click();
  await onionskin.expectText(text.replace('RUN pip', '# onionskin: Half a note\nRUN pip'));
  await expect(page.getByRole('textbox', { name: 'Note on this instruction' })).toHaveCount(0);

  await button(page, 'Add a note on the whole file').click();
  await page.keyboard.type('All of it.');
  await button(page, 'Examples').click();
  await page.getByRole('dialog').getByRole('button').nth(1).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await onionskin.expectText(/^(?!.*onionskin:)/s);
  await expect(page.getByRole('textbox', { name: 'Note on the whole file' })).toHaveCount(0);
  await expect(button(page, 'Add a note on the whole file')).toBeVisible();
});

test('a note on the whole file stands below the parser directives', async ({ page }) => {
  await onionskin.paste('# escape=`\nFROM alpine\n');
  await button(page, 'Add a note on the whole file').click();
  await page.getByRole('textbox', { name: 'Note on the whole file' }).fill('All of it.');
  await button(page, 'Done').click();
  await onionskin.expectText('# escape=`\n# onionskin: All of it.\n\nFROM alpine\n');
  await expect(fileNote(page)).toContainText('All of it.');
});

test('a link carries notes to its receiver, who sees first what the author points at', async ({ page, browser }) => {
  test.slow();
  await onionskin.paste(NOTED);
  await button(page, 'Share').click();
  const link = await page.getByRole('dialog').getByRole('textbox', { name: 'Link', exact: true }).inputValue();
  await page.keyboard.press('Escape');

  const context = await browser.newContext();
  const receiver = new Onionskin(await context.newPage());
  await receiver.page.goto(link);
  await expect(fileNote(receiver.page)).toContainText('A small image for demos');
  await expect(receiver.rows.nth(2)).toHaveAttribute('aria-current', 'true');
  await expect(receiver.explanation.locator('.note')).toContainText('The point of it all: make.');
  await expect(receiver.page.locator('.note').getByRole('button')).toHaveCount(0);

  // What the author has folded opens, and the layers stay beside their lines.
  await expect(receiver.received).not.toContainText('&& true');
  const top = async (text: string) => (await receiver.received.getByText(text).boundingBox())?.y ?? 0;
  const apart = async () => {
    const slab = await receiver.rows.nth(2).getByRole('button').boundingBox();
    return Math.abs((slab?.y ?? 0) - (await top('RUN make')));
  };
  expect(await apart()).toBeLessThan(40);
  await button(receiver.page, 'Show the folded lines').focus();
  await receiver.page.keyboard.press('Enter');
  await expect(receiver.received).toContainText('&& true');
  await expect(receiver.page.locator('.editor-scroll')).toBeFocused();
  expect(await apart()).toBeLessThan(40);

  await expectAccessible(receiver.page);
  expect(receiver.failures).toEqual([]);
  await context.close();
});

test('the last lines of a file can be folded, too', async ({ page, browser }) => {
  await onionskin.paste('FROM alpine\n# onionskin: fold\nRUN sleep 1 \\\n  && true');
  await button(page, 'Share').click();
  const link = await page.getByRole('dialog').getByRole('textbox', { name: 'Link', exact: true }).inputValue();
  const context = await browser.newContext();
  const receiver = new Onionskin(await context.newPage());
  await receiver.page.goto(link);
  await expect(button(receiver.page, 'Show the folded lines')).toBeVisible();
  await expect(receiver.received).not.toContainText('&& true');
  expect(receiver.failures).toEqual([]);
  await context.close();
});

test('notes and the field for one are accessible', async ({ page }) => {
  test.slow();
  await onionskin.paste(NOTED);
  await onionskin.rows.nth(1).getByRole('button').click();
  await expectAccessible(page);
  await button(page, 'Edit note').click();
  await button(page, 'Edit the note on the whole file').click();
  await expectAccessible(page);
});
