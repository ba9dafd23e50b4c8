import { expect, test } from '@playwright/test';
import { Onionskin } from './onionskin';

/** The file of explanations, which the page loads once it is shown. */
const EXPLANATIONS = /\/explanations-[0-9a-f]{16}\.txt$/;

const VERDICTS = ['reused', 'reused', 'rebuilds', 'rebuilds', 'rebuilds', 'settings'];

test('the page is shown, and can be used, before the explanations arrive', async ({ page }) => {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(EXPLANATIONS, async (route) => {
    await released;
    await route.continue();
  });
  const onionskin = new Onionskin(page);
  await onionskin.open();
  await onionskin.expectVerdicts(VERDICTS);
  await expect(page.getByText(/Builds a Python 3\.11 app in 5 steps, 4 of them layers/)).toBeVisible();
  await expect(onionskin.totals).toHaveText(/3 of 5 steps rebuild/);
  await expect(onionskin.explanation).toHaveAttribute('aria-busy', 'true');
  await expect(onionskin.explanation.getByRole('status')).toHaveText('Loading explanations…');
  await expect(onionskin.explanation.getByRole('heading', { name: 'Why it rebuilds' })).toBeVisible();
  await onionskin.choose('App code');
  await expect(onionskin.totals).toHaveText(/1 of 5 steps rebuilds?/);

  release();
  await expect(onionskin.explanation.getByRole('heading', { name: 'Word by word' })).toBeVisible();
  await expect(onionskin.explanation).not.toHaveAttribute('aria-busy', 'true');
  await expect(onionskin.explanation.getByRole('status')).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Key ideas' })).toBeVisible();
  expect(onionskin.failures).toEqual([]);
});

test('on a phone, nothing in sight moves while the page comes part by part', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 850 });
  await page.addInitScript(() => {
    const moved: string[] = [];
    Object.assign(window, { moved });
    new PerformanceObserver((list) => {
      for (const { sources } of list.getEntries() as (PerformanceEntry & { sources: { node?: Node }[] })[]) {
        moved.push(...sources.map(({ node }) => (node instanceof Element ? node.className : String(node?.nodeName))));
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  const onionskin = new Onionskin(page);
  await onionskin.open();
  await expect(page.getByRole('heading', { name: 'Key ideas' })).toBeVisible();
  await expect(page.getByText('Nothing you type leaves this browser.')).toBeVisible();
  expect(await page.evaluate(() => (window as unknown as { moved: string[] }).moved)).toEqual([]);
});

test('a dialog that waits for what is in it gives the focus back all the same', async ({ page }) => {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\/later-[^/]*\.wasm$/, async (route) => {
    await released;
    await route.continue();
  });
  const onionskin = new Onionskin(page);
  await page.goto('./');
  await expect(onionskin.rows).toHaveCount(6);
  const share = page.getByRole('button', { name: 'Share', exact: true });
  await share.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Share' });
  await expect(dialog.getByRole('status')).toHaveText('Loading explanations…');

  release();
  await expect(dialog.getByRole('textbox', { name: 'Link', exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(share).toBeFocused();
});

test('explanations that cannot be loaded leave the rest of the page as it is, and Retry loads them', async ({ page }) => {
  await page.route(EXPLANATIONS, (route) => route.abort());
  const onionskin = new Onionskin(page);
  await onionskin.open();
  await expect(onionskin.explanation.getByRole('status')).toHaveText(
    /could not be loaded: there was no answer.*Everything else on this page works without them\./,
  );
  await onionskin.expectVerdicts(VERDICTS);
  await onionskin.rows.nth(4).getByRole('button').click();
  await expect(onionskin.rows.nth(4)).toHaveAttribute('aria-current', 'true');
  await expect(onionskin.explanation.getByRole('heading', { name: 'Why it rebuilds' })).toBeVisible();

  const retry = onionskin.explanation.getByRole('button', { name: 'Retry' });
  await page.unroute(EXPLANATIONS);
  await page.route(EXPLANATIONS, (route) => route.fulfill({ status: 503 }));
  await retry.focus();
  await page.keyboard.press('Enter');
  await expect(onionskin.explanation.getByRole('status')).toHaveText(/the server answered with status 503\./);
  await expect(retry).toBeFocused();
  await page.unroute(EXPLANATIONS);
  await page.route(EXPLANATIONS, (route) => route.fulfill({ contentType: 'text/plain', body: '<!doctype html>' }));
  await retry.click();
  await expect(onionskin.explanation.getByRole('status')).toHaveText(/what arrived is damaged\./);

  await page.unroute(EXPLANATIONS);
  await retry.click();
  await expect(onionskin.explanation.getByRole('heading', { name: 'Word by word' })).toBeVisible();
  await expect(retry).toHaveCount(0);
  await expect(onionskin.explanation).toContainText('COPY');
});

test('after the page is loaded it asks nobody for anything', async ({ page }) => {
  const onionskin = new Onionskin(page);
  await onionskin.open();
  await expect(onionskin.explanation.getByRole('heading', { name: 'Word by word' })).toBeVisible();
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.context().setOffline(true);
  await onionskin.editor.fill('FROM node:22\nCOPY package.json ./\nRUN npm install\nCOPY . .\n');
  await onionskin.choose('App code');
  await onionskin.rows.nth(2).getByRole('button').click();
  await expect(onionskin.explanation).toContainText('npm');
  await expect(onionskin.explanation.getByRole('heading', { name: 'What it does' })).toBeVisible();
  expect(requests).toEqual([]);
});

test('a word of the instruction and its note point to each other, by mouse and by keyboard', async ({ page }) => {
  const onionskin = new Onionskin(page);
  await onionskin.open();
  await onionskin.rows.nth(3).getByRole('button').click();
  const word = (name: string) => onionskin.explanation.getByRole('button', { name, exact: true });
  const note = (text: string) => onionskin.explanation.locator('dl > div', { hasText: text });
  await expect(word('--no-cache-dir')).toHaveAccessibleDescription(/not to keep the packages/);

  await word('--no-cache-dir').hover();
  await expect(note('--no-cache-dir')).toHaveClass('marked');
  await expect(onionskin.explanation.locator('.marked-note')).toContainText('not to keep the packages');
  await note('-r requirements.txt').hover();
  await expect(word('-r requirements.txt')).toHaveClass(/marked/);

  await page.mouse.move(0, 0);
  await word('pip install').focus();
  await expect(note('pip install')).toHaveClass('marked');
  await page.keyboard.press('ArrowRight');
  await expect(word('--no-cache-dir')).toBeFocused();
  await expect(note('--no-cache-dir')).toHaveClass('marked');
  await page.keyboard.press('End');
  await expect(word('-r requirements.txt')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(word('pip install')).not.toBeFocused();
});
