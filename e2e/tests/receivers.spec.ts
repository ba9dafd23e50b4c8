import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { Onionskin } from './onionskin';

const TEXT = `FROM golang:1.22 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN go build -o /bin/app ./cmd/app && echo a line that is longer than any pane of the page has room for

FROM scratch
COPY --from=build /bin/app /app
ENTRYPOINT ["/app"]
`;

let sender: Onionskin;
let context: BrowserContext;
let receiver: Onionskin;
let link: string;

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const kept = (page: Page) => page.evaluate(() => localStorage.getItem('onionskin.draft'));

test.beforeEach(async ({ page, browser }) => {
  sender = new Onionskin(page);
  await sender.open();
  await sender.editor.fill(TEXT);
  await sender.choose('go.mod');
  await button(page, 'Share').click();
  link = await page.getByRole('dialog').getByRole('textbox', { name: 'Link', exact: true }).inputValue();
  context = await browser.newContext();
  receiver = new Onionskin(await context.newPage());
});

test.afterEach(async () => {
  expect([...sender.failures, ...receiver.failures]).toEqual([]);
  await context.close();
});

/** Opens the link at this width. */
async function land(width = 1440): Promise<Page> {
  const { page } = receiver;
  await page.setViewportSize({ width, height: 900 });
  await page.goto(link);
  await expect(receiver.explanation.getByRole('heading', { name: 'What it does' })).toBeVisible();
  return page;
}

test('a link lands on the result, with a text that can be read and not typed into', async () => {
  const editors: string[] = [];
  receiver.page.on('request', (request) => {
    if (/editor/.test(request.url())) editors.push(request.url());
  });
  const page = await land();
  await expect(page.getByRole('status').filter({ hasText: "Somebody's Dockerfile, opened from a link." })).toBeVisible();
  await expect(receiver.received).toHaveText(TEXT.trim(), { useInnerText: true });
  await expect(receiver.editor).toHaveCount(0);
  await expect(receiver.changes.getByRole('radio', { name: 'go.mod', exact: true })).toBeChecked();
  await expect(receiver.rows).toHaveCount(9);

  // Whoever moves and presses keys selects and reads; nothing is typed and no editor comes.
  await receiver.received.getByText('go mod download').click();
  await page.keyboard.type('x');
  await expect(receiver.explanation.getByRole('heading', { level: 2 })).toHaveText(/Step 4 of 6/);
  await receiver.choose('App code');
  await expect(receiver.received).toHaveText(TEXT.trim(), { useInnerText: true });
  expect(editors).toEqual([]);
  expect(await kept(page)).toBeNull();

  const selected = await receiver.received.evaluate((text) => {
    getSelection()?.selectAllChildren(text);
    return getSelection()?.toString();
  });
  expect(selected?.trim()).toBe(TEXT.trim());
});

test('a copy is edited as any draft, with the keyboard alone', async () => {
  const page = await land();
  await button(page, 'Edit a copy').focus();
  await page.keyboard.press('Enter');
  await expect(receiver.editor).toBeFocused();
  await expect(page.getByText("Somebody's Dockerfile")).toHaveCount(0);
  await page.keyboard.press('Control+End');
  await page.keyboard.type('# mine');
  await receiver.expectText(`${TEXT}# mine`);
  await expect.poll(() => kept(page)).toBe(`${TEXT}# mine`);
  await page.goto('about:blank');
  await receiver.open();
  await receiver.expectText(`${TEXT}# mine`);
});

test('a copy leaves the draft of its reader alone, and stays a copy when the page is reloaded', async () => {
  const { page } = receiver;
  await receiver.open();
  await receiver.editor.fill('FROM alpine\nRUN echo mine\n');
  await expect.poll(() => kept(page)).toContain('echo mine');
  await land();
  await expect(button(page, 'Back to your draft')).toBeVisible();
  await page.reload();
  await expect(button(page, 'Edit a copy')).toBeVisible();

  await receiver.editCopy();
  const before = page.url();
  await receiver.editor.fill('FROM alpine\nRUN echo copied\n');
  await expect.poll(() => page.url()).not.toBe(before);
  await page.reload();
  await receiver.expectWholeEditor();
  await receiver.expectText(/echo copied/);
  expect(await kept(page)).toContain('echo mine');
  await button(page, 'Back to your draft').click();
  await receiver.expectText(/echo mine/);
  await button(page, 'Back to what you edited').click();
  await receiver.expectText(/echo copied/);

  // It is kept from an example as well, after another reload.
  await page.reload();
  await receiver.expectText(/echo copied/);
  await button(page, 'Examples').click();
  await button(page, 'Heredocs').click();
  await receiver.expectText(/<<EOF/);
  await button(page, 'Back to what you edited').click();
  await receiver.expectText(/echo copied/);
});

test('going back and forward keeps what each address showed', async () => {
  await sender.page.keyboard.press('Escape');
  await sender.editor.fill('FROM alpine\nRUN echo second\n');
  await button(sender.page, 'Share').click();
  const field = sender.page.getByRole('dialog').getByRole('textbox', { name: 'Link', exact: true });
  const second = await field.inputValue();
  const page = await land();
  await page.goto(second);
  await expect(receiver.received).toHaveText('FROM alpine\nRUN echo second', { useInnerText: true });
  await page.goBack();
  await expect(receiver.received).toHaveText(TEXT.trim(), { useInnerText: true });
  await expect(button(page, 'Edit a copy')).toBeVisible();
  await page.goForward();
  await expect(receiver.received).toHaveText('FROM alpine\nRUN echo second', { useInnerText: true });
  await expect(button(page, 'Edit a copy')).toBeVisible();
  await page.goto('about:blank');
  await page.goBack();
  await expect(receiver.received).toHaveText('FROM alpine\nRUN echo second', { useInnerText: true });
});

test('going back to the draft keeps a copy that was edited', async () => {
  const { page } = receiver;
  await receiver.open();
  await receiver.editor.fill('FROM alpine\nRUN echo mine\n');
  await expect.poll(() => page.url()).toContain('#2');
  await page.evaluate((hash) => (location.hash = hash), new URL(link).hash);
  await receiver.editCopy();
  await receiver.editor.fill('FROM alpine\nRUN echo copied\n');
  await page.goBack();
  await receiver.expectText(/echo mine/);
  await expect(page.getByText('Your draft is kept')).toHaveCount(0);
  await button(page, 'Back to what you edited').click();
  await receiver.expectText(/echo copied/);
  expect(await kept(page)).toContain('echo mine');
});

test('on a phone the text is folded until its reader wants it', async () => {
  const page = await land(390);
  const toggle = page.getByRole('button', { name: 'The text, 11 lines' });
  await expect(toggle).toHaveAttribute('aria-expanded', 'false');
  await expect(receiver.received).toBeHidden();
  await toggle.click();
  await expect(toggle).toHaveAttribute('aria-expanded', 'true');
  await expect(receiver.received).toBeVisible();
  await toggle.press('Enter');
  await expect(receiver.received).toBeHidden();
});

test('a file with an error says so, and text is never markup', async () => {
  await sender.page.keyboard.press('Escape');
  await sender.paste('FROM alpine\nRUM <img src=x onerror=alert(1)>\n');
  await button(sender.page, 'Share').click();
  link = await sender.page.getByRole('dialog').getByRole('textbox', { name: 'Link', exact: true }).inputValue();
  await receiver.page.goto(link);
  await expect(receiver.fileError).toContainText('unknown instruction: RUM');
  await expect(receiver.received).toContainText('<img src=x');
  await expect(receiver.page.locator('#onionskin img')).toHaveCount(0);
});

test('the views of a link have nothing to type the text into, and a copy leads to the editor', async () => {
  const page = await land();
  const field = page.getByRole('textbox', { name: 'Dockerfile', exact: true });
  for (const [view, shown] of [
    ['All changes', page.getByRole('grid')],
    ['Compare', page.getByRole('textbox', { name: 'Compared with' })],
    ['Files', page.getByRole('button', { name: /folder/i }).first()],
    ['Table', page.getByRole('table')],
  ] as const) {
    await page.getByRole('radio', { name: view, exact: true }).check();
    await expect(shown).toBeVisible();
    await expect(field, view).toHaveCount(0);
  }
  await button(page, 'Edit a copy').click();
  await receiver.expectWholeEditor();
  await receiver.expectText(TEXT);
});

test('what a link shows is accessible', async () => {
  test.slow();
  const page = await land();
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 900 });
  await page.getByRole('button', { name: 'The text, 11 lines' }).click();
  await expectAccessible(page, [390]);
});
