import { expect } from '@playwright/test';
import { element, expectUpgraded, frameOf, hostPage, SITE, test, verdictsIn } from './host';
import { Onionskin } from './onionskin';
import { Server, siteFile } from './servers';

test('a bare frame without the right headers says what is missing', async ({ page, host }) => {
  const strange = await Server.start((path) => siteFile(path, {}));
  const frame = `<iframe title="x" sandbox="allow-scripts" src="${strange.url}?embed"></iframe>`;
  await host.visit(page, hostPage(frame), 'strange');
  const inside = page.locator('iframe').contentFrame();
  await expect(inside.getByRole('alert')).toContainText('Access-Control-Allow-Origin: *');
  await strange.close();
});

test('the way to the whole page leads to the same document', async ({ page, context, host }) => {
  const shown = await host.visit(page, hostPage(element('change="docker/requirements.txt"')));
  await expectUpgraded(shown);
  const opened = context.waitForEvent('page');
  await frameOf(shown).getByRole('link', { name: 'Open in Onionskin' }).click();
  const whole = await opened;
  expect(whole.url().startsWith(`${SITE}#`)).toBe(true);
  await expect(whole.getByRole('list', { name: 'Layers' }).getByRole('listitem')).toHaveCount(6);
  await expect(whole.getByRole('radio', { name: 'requirements.txt', exact: true })).toBeChecked();
});

test('a bare frame shows what its link says, without a script around it', async ({ page, host }) => {
  const shown = await host.visit(page, hostPage(element()));
  await expectUpgraded(shown);
  const href = await frameOf(shown).getByRole('link', { name: 'Open in Onionskin' }).getAttribute('href');
  const link = new URL(href!).hash;
  const bare = (hash: string) => `<iframe title="Dockerfile" sandbox="allow-scripts" src="${SITE}?embed${hash}"></iframe>`;
  await host.visit(page, hostPage(bare(link)), 'bare');
  const inside = page.locator('iframe').contentFrame();
  await expect(inside.getByRole('list', { name: 'Layers' }).getByRole('listitem')).toHaveCount(6);
  await host.visit(page, hostPage(bare(link.slice(0, -5))), 'cut');
  await expect(inside.getByRole('alert')).toContainText(/cut|altered/i);
  await expect(inside.getByRole('list', { name: 'Layers' })).toHaveCount(0);
  await host.visit(page, hostPage(bare('')), 'empty');
  await expect(inside.getByText('There is nothing to show here')).toBeVisible();
});

test('a bare frame of a link to a view for the whole page shows the layers', async ({ page, host }) => {
  const onionskin = new Onionskin(page);
  await onionskin.open();
  await onionskin.choose('App code');
  for (const view of ['Compare', 'Files']) {
    const before = page.url();
    await page.getByRole('radio', { name: view, exact: true }).check();
    await expect.poll(() => page.url()).not.toBe(before);
    const bare = await page.context().newPage();
    const frame = `<iframe title="Dockerfile" sandbox="allow-scripts" src="${SITE}?embed${new URL(page.url()).hash}"></iframe>`;
    await host.visit(bare, hostPage(frame), `bare-${view}`);
    const inside = bare.locator('iframe').contentFrame();
    await expect(inside.getByRole('list', { name: 'Layers' }).getByRole('listitem')).toHaveCount(6);
    await expect(inside.getByRole('textbox')).toHaveCount(0);
  }
});

test('a link to a manual opens a window, and the frame stays', async ({ page, context, host }) => {
  await context.route(/^https:/, (route) => route.fulfill({ body: 'A manual.' }));
  const shown = await host.visit(page, hostPage(element()));
  await expectUpgraded(shown);
  const frame = frameOf(shown);
  const opened = context.waitForEvent('page');
  await frame.getByRole('region', { name: 'Explanation' }).getByRole('link').first().click();
  await expect((await opened).getByText('A manual.')).toBeVisible();
  expect(await verdictsIn(frame)).toHaveLength(6);
});
