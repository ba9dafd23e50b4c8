import { expect, test } from '@playwright/test';
import { Onionskin } from './onionskin';

let onionskin: Onionskin;
test.beforeEach(async ({ page }) => {
  onionskin = new Onionskin(page);
  await onionskin.open();
});
test.afterEach(() => expect(onionskin.failures).toEqual([]));

test('an empty file says what to do and gives the example back', async () => {
  await onionskin.editor.fill('');
  await expect(onionskin.page.getByText('file with no instructions')).toBeVisible();
  await onionskin.page.getByRole('button', { name: 'Restore the example' }).press('Enter');
  await expect(onionskin.rows).toHaveCount(6);
  // The button is gone: what has the focus is what it has shown.
  await expect(onionskin.rows.nth(3).getByRole('button')).toBeFocused();
});

test('a file of comments says that it has no instructions and keeps them', async () => {
  const text = '# only\n# comments\n';
  await onionskin.editor.fill(text);
  await expect(onionskin.page.getByText('file with no instructions')).toBeVisible();
  await onionskin.expectText(text);
});

test('a paste of two megabytes is kept, and the page says that it is too large', async () => {
  const text = `FROM alpine\n${'RUN echo hello world\n'.repeat(100_000)}`;
  await onionskin.paste(text);
  await expect(onionskin.page.getByText(/too large/i).first()).toBeVisible();
  expect((await onionskin.text()).length).toBe(text.length);
  await onionskin.paste('FROM alpine\nRUN echo small again\n');
  await onionskin.expectVerdicts(['reused', 'reused']);
});

test('binary bytes get a message and are kept', async () => {
  const text = `\u0000\u0001ELF\u0007\ufffd\u001b[31m\nFROM\u0000 x\n`;
  await onionskin.editor.fill(text);
  await expect(onionskin.fileError).toContainText('unknown instruction');
  await onionskin.expectText(text);
});

test('text from the Dockerfile is never markup', async () => {
  const text = 'FROM a\nRUN <img src=x onerror=alert(1)>\nCOPY "<b>x</b>" /\n';
  await onionskin.editor.fill(text);
  await expect(onionskin.rows).toHaveCount(3);
  await onionskin.rows.nth(1).getByRole('button').click();
  await expect(onionskin.page.locator('img, main b')).toHaveCount(0);
});
