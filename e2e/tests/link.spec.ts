import { expect, test, type Page } from '@playwright/test';
import { Onionskin } from './onionskin';

async function shareLink(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Share' });
  const link = await dialog.getByRole('textbox', { name: 'Link' }).inputValue();
  await expect(dialog.getByRole('textbox', { name: 'Markdown' })).toHaveValue(new RegExp('\\]\\(http'));
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: 'Share', exact: true })).toBeFocused();
  return link;
}

test('a shared link shows the same Dockerfile and the same change to somebody else', async ({ page, browser }) => {
  const sender = new Onionskin(page);
  await sender.open();
  const text = 'FROM node:22\n# Grüße 🐳\nCOPY package.json ./\nRUN npm install\nCOPY . .\n';
  await sender.editor.fill(text);
  await sender.choose('package.json');
  const link = await shareLink(page);
  expect(link).toMatch(/#1[A-Za-z0-9_-]*[A-Za-z0-9]$/);

  const context = await browser.newContext();
  const receiver = new Onionskin(await context.newPage());
  await receiver.page.goto(link);
  await receiver.expectVerdicts(['reused', 'rebuilds', 'rebuilds', 'rebuilds']);
  await receiver.expectText(text);
  await expect(receiver.changes.getByRole('radio', { name: 'package.json', exact: true })).toBeChecked();
  expect([...sender.failures, ...receiver.failures]).toEqual([]);
  await context.close();
});

test('a link that is opened over a draft shows the link, and the draft comes back', async ({ page }) => {
  const onionskin = new Onionskin(page);
  await onionskin.open();
  await onionskin.editor.fill('FROM alpine\nRUN echo shared\n');
  const link = await shareLink(page);
  await onionskin.editor.fill('FROM alpine\nRUN echo my own draft\n');
  await onionskin.expectVerdicts(['reused', 'reused']);
  // Leave the page long enough to keep the draft, then come by the link and without it.
  await expect
    .poll(() => page.evaluate(() => Object.values(localStorage).join('\n')))
    .toContain('my own draft');
  await page.goto('about:blank');
  await page.goto(link);
  await onionskin.expectText(/echo shared/);
  await page.goto('about:blank');
  await onionskin.open();
  await onionskin.expectText(/my own draft/);
});

test('a damaged link says so and keeps the page', async ({ page }) => {
  const onionskin = new Onionskin(page);
  await onionskin.open();
  const link = await shareLink(page);
  const fragment = new URL(link).hash;
  const middle = Math.floor(fragment.length / 2);
  const altered = fragment.slice(0, middle) + (fragment[middle] === 'A' ? 'B' : 'A') + fragment.slice(middle + 1);
  const broken: [string, RegExp][] = [
    [fragment.slice(0, -9), /cut|altered/i],
    [altered, /cut|altered|damaged/i],
    [`#9${fragment.slice(2)}`, /newer/i],
  ];
  for (const [hash, message] of broken) {
    await page.goto('about:blank');
    await onionskin.open(hash);
    await expect(onionskin.notice).toContainText(message);
    await expect(onionskin.rows).toHaveCount(6);
  }
  expect(onionskin.failures).toEqual([]);
});
