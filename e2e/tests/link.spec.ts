import { expect, test, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { expectAccessible } from './accessible';
import { Onionskin, SEED_COMMANDS } from './onionskin';

/** A link that was made once and has a field of every kind. */
const EVERYTHING = readFileSync('../crates/share/tests/links/v2_everything.txt', 'utf8').trim();

async function shareLink(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Share' });
  const link = await dialog.getByRole('textbox', { name: 'Link', exact: true }).inputValue();
  await expect(dialog.getByRole('textbox', { name: 'Markdown', exact: true })).toHaveValue(new RegExp('\\]\\(http'));
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
  expect(link).toMatch(/#2[A-Za-z0-9_-]*[A-Za-z0-9]$/);

  const context = await browser.newContext();
  const receiver = new Onionskin(await context.newPage());
  await receiver.page.goto(link);
  await receiver.expectVerdicts(['reused', 'rebuilds', 'rebuilds', 'rebuilds']);
  await expect(receiver.received).toHaveText(text.trim(), { useInnerText: true });
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
  await expect(onionskin.received).toContainText('echo shared');
  await onionskin.editCopy();
  await onionskin.editor.fill('FROM alpine\nRUN echo edited\n');
  await onionskin.expectVerdicts(['reused', 'reused']);
  await page.getByRole('button', { name: 'Back to your draft' }).click();
  await onionskin.expectText(/my own draft/);
  await page.goto('about:blank');
  await onionskin.open();
  await onionskin.expectText(/my own draft/);
});

test('a link opens at its view, its second Dockerfile and its files, and saves none of it', async ({ page }) => {
  const onionskin = new Onionskin(page);
  const view = (name: string) => page.getByRole('radio', { name, exact: true });
  await onionskin.open();
  await onionskin.editor.fill('FROM alpine\nRUN echo my own draft\n');
  await view('Compare').check();
  await page.getByRole('textbox', { name: 'Compared with' }).fill('FROM alpine\nRUN echo my other draft\n');
  const saved = () => page.evaluate(() => JSON.stringify(Object.entries(localStorage).sort()));
  await expect.poll(saved).toContain('my other draft');
  const before = await saved();

  await page.goto('about:blank');
  await page.goto(`./#${EVERYTHING}`);
  await expect(page.getByRole('radio', { name: 'Compare' })).toBeChecked();
  await expect(page.getByRole('radio', { name: 'requirements.txt', exact: true })).toBeChecked();
  await view('Files').check();
  await expect(page.getByRole('button', { name: 'run.py' }).first()).toBeVisible();
  await view('Layers').check();
  await expect(onionskin.rows.nth(3)).toHaveAttribute('aria-current', 'true');
  // The durations of the link: 2.1, 54 and 0.3 seconds.
  await expect(page.getByText(/About .* instead of/).first()).toBeVisible();
  expect(await saved()).toBe(before);

  await page.getByRole('button', { name: 'Back to your draft' }).click();
  await onionskin.expectText(/my own draft/);
  expect(onionskin.failures).toEqual([]);
});

test('a link is read wherever a program has put it, and is never written there', async ({ page }) => {
  const onionskin = new Onionskin(page);
  for (const place of [`?d=${EVERYTHING}`, `?d=%23${EVERYTHING}`, `#%23${EVERYTHING}`, `# ${EVERYTHING}).`]) {
    await page.goto('about:blank');
    await page.goto(`./${place}`);
    await expect(page.getByRole('radio', { name: 'Compare' })).toBeChecked();
    await expect(page).toHaveURL(new RegExp(`/#2[A-Za-z0-9_-]+$`));
    expect(page.url()).not.toContain('d=');
  }
  expect(onionskin.failures).toEqual([]);
});

test('a link whose # a program has written as %23 is put right by the page of what is not there', async ({ page }) => {
  await page.goto(`./%23${EVERYTHING}`);
  await expect(page.getByRole('radio', { name: 'Compare' })).toBeChecked();
  await expect(page).toHaveURL(/\/#2[A-Za-z0-9_-]+$/);

  await page.goto('./nothing');
  await expect(page.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Open Onionskin' }).click();
  await expect(page).toHaveTitle(/Onionskin/);
  await expect(new Onionskin(page).rows).toHaveCount(SEED_COMMANDS.length);
});

test('everything that can be passed on can be copied', async ({ page }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const onionskin = new Onionskin(page);
  await onionskin.open();
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Share' });
  for (const [field, button, text] of [
    ['Link', 'Copy link', /^http.*#2\w+$/],
    ['Markdown link', 'Copy as Markdown link', /^\[This Dockerfile, step by step\]\(http.*#2\w+\)$/],
    ['Markdown', 'Copy Markdown', /^```dockerfile\nFROM python:3.11-slim\n/],
    ['Embed', 'Copy HTML', /^<script src="http.*\/embed.js" async><\/script>\n<onionskin-dockerfile change="docker\/requirements.txt" select="4">/],
  ] as const) {
    await dialog.getByRole('button', { name: button, exact: true }).click();
    const value = await dialog.getByRole('textbox', { name: field, exact: true }).inputValue();
    expect(value).toMatch(text);
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(value);
  }
  expect(onionskin.failures).toEqual([]);
});

test('what looks like a secret is told before it is shared', async ({ page }) => {
  const onionskin = new Onionskin(page);
  await onionskin.open();
  await onionskin.editor.fill('FROM alpine\nENV API_TOKEN=abc\n');
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Share' });
  await expect(dialog).toContainText('This may give a secret away:');
  await expect(dialog).toContainText('Line 2: API_TOKEN has a value.');
  await page.keyboard.press('Escape');
  await onionskin.editor.fill('FROM alpine\nRUN true\n');
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await expect(dialog.getByRole('textbox', { name: 'Link', exact: true })).toBeVisible();
  await expect(dialog).not.toContainText('secret away');
});

test('a link whose opener cannot be loaded says so and stays in the address', async ({ page }) => {
  const later = /\/later-[^/]*\.wasm$/;
  await page.route(later, (route) => route.abort());
  await page.goto(`./#${EVERYTHING}`);
  await expect(page.getByRole('alert').filter({ hasText: 'This link is not opened yet.' })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`#${EVERYTHING}$`));
  await page.unroute(later);
  await page.reload();
  await expect(page.getByRole('radio', { name: 'Compare' })).toBeChecked();
});

test('a link whose opener comes with Retry is opened then, whatever was chosen meanwhile', async ({ page }) => {
  const later = /\/later-[^/]*\.wasm$/;
  await page.route(later, (route) => route.abort());
  const onionskin = new Onionskin(page);
  await page.goto(`./#${EVERYTHING}`);
  await expect(onionskin.notice).toContainText('This link is not opened yet.');
  await onionskin.choose('App code');
  await page.unroute(later);
  await onionskin.explanation.getByRole('button', { name: 'Retry' }).click();
  await expect(page.getByRole('radio', { name: 'Compare' })).toBeChecked();
  await expect(onionskin.notice).toHaveCount(0);
  await expect(page).toHaveURL(new RegExp(`#${EVERYTHING}$`));
});

test('a link is not drawn before the styles of its view are here', async ({ page, context }) => {
  const onionskin = new Onionskin(page);
  await onionskin.open();
  await page.getByRole('radio', { name: 'Table', exact: true }).check();
  const link = await shareLink(page);
  const receiver = await context.newPage();
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  const asked = receiver.waitForRequest(/later-styles-/);
  await receiver.route(/later-styles-/, async (route) => {
    await released;
    await route.continue();
  });
  const programs = receiver.waitForResponse(/later-[0-9a-f]+\.wasm$/);
  await receiver.goto(link, { waitUntil: 'commit' });
  await Promise.all([asked, programs]);
  await expect(receiver.locator('#onionskin > .boot')).toBeVisible();
  release();
  await expect(receiver.getByRole('table')).toBeVisible();
});

test('a link that is pasted into the address shows whose it is, and takes the focus nowhere', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 700 });
  const onionskin = new Onionskin(page);
  await onionskin.open();
  await onionskin.editor.fill('FROM alpine\nRUN echo mine\n');
  const link = await shareLink(page);
  await onionskin.editor.fill('FROM debian\nRUN echo other\n');
  await expect.poll(() => page.evaluate(() => localStorage.getItem('onionskin.draft'))).toContain('echo other');
  const { hash } = new URL(link);
  // An address that stays as it is opens nothing, and the page may have put this one there by itself.
  await expect.poll(() => ['', hash].includes(new URL(page.url()).hash)).toBe(false);
  await page.evaluate((hash) => {
    scrollTo(0, 0);
    location.hash = hash;
  }, hash);
  const told = page.getByRole('status').filter({ hasText: "Somebody's Dockerfile" });
  await expect(told).toBeVisible();
  await expect(onionskin.rows.nth(1)).toContainText('echo mine');
  await expect(page.locator('#onionskin :focus')).toHaveCount(0);
  await expect(told).toBeInViewport();
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
