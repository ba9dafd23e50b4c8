// Sites of documentation as their readers have them: built by `cargo xtask test` with the plugins, served from another address.
import { expect, test, type Locator, type Page } from '@playwright/test';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { Server, type Answer } from './servers';

const SITE = process.env.ONIONSKIN_URL!;
const SITES = process.env.ONIONSKIN_SITES!;

/** What the sites were built to be: addresses that lead nowhere. */
const BUILT_FOR = /http:\/\/(onionskin|guide)\.test\//g;

const MIME_TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.xml': 'application/xml',
};

/** The kinds of site: how a reader switches to dark, and goes to the second page. */
const KINDS = [
  {
    name: 'mkdocs',
    dark: (page: Page) => page.getByTitle('Switch to dark mode').click(),
    second: 'second/',
  },
  {
    name: 'vitepress',
    dark: (page: Page) => page.getByRole('switch').first().click(),
    second: 'second.html',
  },
  {
    name: 'mdbook',
    dark: async (page: Page) => {
      await page.locator('#mdbook-theme-toggle, #theme-toggle').first().click();
      await page.getByRole('menuitem', { name: 'Coal' }).click();
    },
    second: 'second.html',
  },
];

const servers: Record<string, Server> = {};

test.beforeAll(async () => {
  for (const { name } of KINDS) {
    const server: Server = await Server.start((path) => file(join(SITES, name), path, () => server.url));
    servers[name] = server;
  }
});

test.afterAll(async () => {
  for (const server of Object.values(servers)) await server.close();
});

/** A file of a built site, told where that and the Onionskin of these tests are. */
async function file(root: string, path: string, home: () => string): Promise<Answer | undefined> {
  try {
    let name = join(root, normalize(path));
    if ((await stat(name)).isDirectory()) name = join(name, 'index.html');
    const type = MIME_TYPES[extname(name)];
    const body = await readFile(name);
    const text = () => body.toString('utf8').replace(BUILT_FOR, (_, which) => (which === 'guide' ? home() : SITE));
    return { body: type ? text() : body, headers: { 'content-type': type ?? 'application/octet-stream' } };
  } catch {
    return undefined;
  }
}

const elementOf = (page: Page): Locator => page.locator('onionskin-dockerfile');

async function expectUpgraded(element: Locator): Promise<void> {
  await element.scrollIntoViewIfNeeded();
  await expect(element.locator('iframe')).toHaveClass('shown', { timeout: 20_000 });
}

/** What stands beside the elements of a block that has a shape of the site's own: its signs for notes and links. */
const signsOf = (element: Locator): Promise<string[]> =>
  element.locator('.onionskin *').evaluateAll((all) =>
    all.flatMap((it) =>
      ['::before', '::after'].flatMap((pseudo) => {
        const { content, maskImage } = getComputedStyle(it, pseudo);
        return content === 'none' || maskImage === 'none' ? [] : [`${it.className}${pseudo}: ${maskImage.slice(0, 40)}`];
      }),
    ),
  );

const verdictsIn = (element: Locator): Promise<string[]> =>
  element
    .locator('iframe')
    .contentFrame()
    .locator('li[data-verdict]')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-verdict') ?? ''));

for (const { name, dark, second } of KINDS) {
  test.describe(name, () => {
    test.describe('without JavaScript', () => {
      test.use({ javaScriptEnabled: false });

      test('a Dockerfile can be read, with what it does', async ({ page }) => {
        await page.goto(servers[name]!.url);
        const element = elementOf(page);
        await expect(element.locator('pre').first()).toContainText('RUN pip install -r requirements.txt');
        await expect(element).toContainText('3 of 5 steps rebuild: 3, 4 and 5.');
        const layers = element.getByRole('list', { name: 'Layers' });
        await expect(layers.locator(':scope > li')).toHaveCount(6);
        await expect(layers.locator('details[open]')).toHaveCount(1);
        const first = layers.locator('details').first();
        await first.locator('summary').click();
        await expect(first).toContainText('What it does');
        expect(await signsOf(element)).toEqual([]);
        await expect(element.getByRole('link', { name: 'Open in Onionskin' })).toHaveAttribute('href', new RegExp(`^${SITE}#`));
        await page.goto(servers[name]!.url + second);
        await expect(elementOf(page).locator('pre').first()).toContainText(`RUN echo "{{ 1 + 1 }}" '<b>&amp;'`);
        await expect(page.locator('li onionskin-dockerfile')).toHaveCount(1);
      });
    });

    test('it comes to life, grows with its content, and is as dark as the site', async ({ page }) => {
      await page.goto(servers[name]!.url);
      const element = elementOf(page);
      await expectUpgraded(element);
      expect(await verdictsIn(element)).toEqual(['reused', 'reused', 'rebuilds', 'rebuilds', 'rebuilds', 'settings']);
      const frame = element.locator('iframe').contentFrame();
      await expect.poll(() => frame.locator('html').evaluate((root) => root.scrollHeight - innerHeight)).toBeLessThanOrEqual(1);
      await expect(frame.locator('html')).toHaveAttribute('data-theme', 'light');
      await dark(page);
      await expect(frame.locator('html')).toHaveAttribute('data-theme', 'dark');
    });

    test('it goes on where pages change without being loaded', async ({ page }) => {
      await page.goto(servers[name]!.url);
      await expectUpgraded(elementOf(page));
      const link = (text: string) => page.locator('main, article').first().getByRole('link', { name: text }).first();
      // With a key: what comes to life moves what is below it.
      await link('the second page').press('Enter');
      await expect(page.getByRole('heading', { name: 'Second page' })).toBeVisible();
      await expect(elementOf(page)).toHaveCount(1);
      await expectUpgraded(elementOf(page));
      await link('the first page').press('Enter');
      await expect(page.getByRole('heading', { name: 'Building the app' })).toBeVisible();
      await expect(elementOf(page)).toHaveCount(1);
      await expectUpgraded(elementOf(page));
      expect(await verdictsIn(elementOf(page))).toContain('rebuilds');
    });

    test('what is below the code is as dark as the site where nothing comes to life', async ({ page }) => {
      await page.route('**/embed.js', (route) => route.abort());
      await page.goto(servers[name]!.url);
      const still = page.locator('onionskin-dockerfile .onionskin');
      const lightness = () => still.evaluate((it) => getComputedStyle(it).backgroundColor);
      const light = await lightness();
      await dark(page);
      await expect.poll(lightness).not.toBe(light);
    });
  });
}
