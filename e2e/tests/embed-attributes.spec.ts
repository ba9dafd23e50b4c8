import { expect } from '@playwright/test';
import { element, expectUpgraded, frameOf, hostPage, listen, SITE, test } from './host';
import { Onionskin } from './onionskin';

test('the frame has the theme of the page around it, whoever made that', async ({ page, host }) => {
  const shown = await host.visit(page, hostPage(element()));
  await expectUpgraded(shown);
  const root = frameOf(shown).locator('html');
  const restyle = (change: (root: HTMLElement, body: HTMLElement) => void) =>
    page.evaluate(`(${change})(document.documentElement, document.body)`);
  await restyle((root) => root.setAttribute('data-theme', 'dark'));
  await expect(root).toHaveAttribute('data-theme', 'dark');
  await restyle((root) => root.setAttribute('data-theme', 'light'));
  await expect(root).toHaveAttribute('data-theme', 'light');
  await restyle((root, body) => (root.removeAttribute('data-theme'), body.setAttribute('data-md-color-scheme', 'slate')));
  await expect(root).toHaveAttribute('data-theme', 'dark');
  await restyle((_, body) => body.setAttribute('data-md-color-scheme', 'default'));
  await expect(root).toHaveAttribute('data-theme', 'light');
  await restyle((root, body) => (body.removeAttribute('data-md-color-scheme'), (root.className = 'navy sidebar-visible')));
  await expect(root).toHaveAttribute('data-theme', 'dark');
  await restyle((root) => (root.className = 'rust'));
  await expect(root).toHaveAttribute('data-theme', 'light');
  await restyle((root) => (root.className = 'dark'));
  await expect(root).toHaveAttribute('data-theme', 'dark');
  // A page that says nothing is white, whatever its reader's system is.
  await restyle((root) => (root.className = ''));
  await expect(root).toHaveAttribute('data-theme', 'light');
  await restyle((root) => (root.style.colorScheme = 'light dark'));
  await expect(root).toHaveAttribute('data-theme', 'system');
  await restyle((root) => (root.style.colorScheme = 'dark'));
  await expect(root).toHaveAttribute('data-theme', 'dark');
  await shown.evaluate((it) => it.setAttribute('theme', 'dark'));
  await expect(root).toHaveAttribute('data-theme', 'dark');
  await restyle((root) => root.setAttribute('data-theme', 'light'));
  await expect(root).toHaveAttribute('data-theme', 'dark');
});

test('what the page around changes later is shown, and mistakes are told', async ({ page, host }) => {
  const shown = await host.visit(page, hostPage(element()));
  await expectUpgraded(shown);
  const frame = frameOf(shown);
  const set = (name: string, value: string) => shown.evaluate((it, [name, value]) => it.setAttribute(name!, value!), [name, value]);
  await set('change', 'first-build');
  await expect(frame.getByRole('radio', { name: 'First build' })).toBeChecked();
  await set('view', 'table');
  await expect(frame.getByRole('table')).toBeVisible();
  await set('view', 'changes');
  await expect(frame.getByRole('grid')).toBeVisible();
  await set('view', 'stack');
  await set('select', '2');
  await expect(frame.locator('[aria-current="true"]')).toContainText('WORKDIR');
  await set('select', '99');
  await expect(frame.getByRole('alert')).toContainText('“select”');
  await set('select', '3');
  await expect(frame.getByRole('alert')).toHaveCount(0);
  await shown.locator('code').evaluate((it) => (it.textContent = 'FROM alpine\nRUN apk add git\n'));
  await expect(frame.getByRole('list', { name: 'Layers' })).toContainText('apk add git');
});

test('an element that has failed starts again with another address, and has a title that can change', async ({ page, host }) => {
  const heard = await listen(page);
  const shown = await host.visit(page, hostPage(element('src=""')));
  await expect.poll(heard).toEqual([['error', { message: expect.stringContaining('does not know where the page is') }]]);
  await shown.evaluate((it, site) => it.setAttribute('src', site), SITE);
  await expectUpgraded(shown);
  await shown.evaluate((it) => it.setAttribute('title', 'How we build'));
  await expect(shown.locator('iframe')).toHaveAttribute('title', 'How we build');
  await shown.evaluate((it) => it.removeAttribute('title'));
  await expect(shown.locator('iframe')).toHaveAttribute('title', 'Dockerfile, explained by Onionskin');
});

test('a line is selected by the attribute, else by the author, in each text that is shown', async ({ page, host }) => {
  const shown = await host.visit(page, hostPage(element('select="3"')));
  await expectUpgraded(shown);
  const selected = frameOf(shown).locator('[aria-current="true"]');
  await expect(selected).toContainText('COPY');
  await shown.locator('code').evaluate((it) => (it.textContent = 'FROM alpine\nRUN first\nRUN second\nRUN third\n'));
  await expect(selected).toContainText('second');
  await shown.evaluate((it) => it.removeAttribute('select'));
  await expect(selected).toContainText('alpine');
  await shown.locator('code').evaluate((it) => (it.textContent = 'FROM alpine\nRUN first\n# onionskin: focus\nRUN looked at\n'));
  await expect(selected).toContainText('looked at');
});

test('what the share dialog gives for a page keeps an empty first line', async ({ page, host }) => {
  const onionskin = new Onionskin(page);
  await onionskin.open();
  await onionskin.editor.fill('\nFROM alpine\nRUN true\n');
  await onionskin.rows.first().getByRole('button').click();
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const html = await page.getByRole('textbox', { name: 'Embed', exact: true }).inputValue();
  const shown = await host.visit(page, hostPage(html), 'shared');
  await expectUpgraded(shown);
  await expect(frameOf(shown).locator('[aria-current="true"]')).toContainText('alpine');
});

test('build arguments are given, changed, and told where they are none', async ({ page, host }) => {
  const text = 'ARG VERSION=1\nFROM alpine:$VERSION\n';
  const shown = await host.visit(page, hostPage(element('select="2" build-args="VERSION=3.20,NAME=a\\,b"', text)));
  await expectUpgraded(shown);
  const frame = frameOf(shown);
  const explanation = frame.getByRole('region', { name: 'Explanation' });
  await expect(explanation).toContainText('alpine:3.20');
  const set = (word: string) => shown.evaluate((it, word) => it.setAttribute('build-args', word), word);
  await set('VERSION=3.21');
  await expect(explanation).toContainText('alpine:3.21');
  await set('VERSION');
  await expect(frame.getByRole('alert')).toContainText('“build-args”');
  await shown.evaluate((it) => it.removeAttribute('build-args'));
  await expect(frame.getByRole('alert')).toHaveCount(0);
  await expect(explanation).toContainText('alpine:1');
});
