import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test, type Page } from '@playwright/test';
import { Onionskin } from './onionskin';

test.use({ serviceWorkers: 'allow' });

/** How long the page may take to be kept or to hear of a new version: it waits some seconds before it asks at all. */
const timeout = 20_000;

const DIST = new URL('../../dist/', import.meta.url);
/** The page works from any folder of a site. */
const FOLDER = '/tools/onionskin/';
const TYPES: Record<string, string> = {
  html: 'text/html',
  js: 'text/javascript',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  wasm: 'application/wasm',
  webmanifest: 'application/manifest+json',
};

/** The built site in a folder of a server of its own, which can put other files in place of some, and go away. */
class Site {
  readonly changed = new Map<string, string>();
  private server?: Server;
  private port = 0;

  async start(): Promise<void> {
    const server = createServer(async (request, response) => {
      const path = decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname);
      const name = path.startsWith(FOLDER) ? path.slice(FOLDER.length) || 'index.html' : '';
      try {
        const body = this.changed.get(name) ?? (await readFile(new URL(name, DIST)));
        response.setHeader('Content-Type', TYPES[name.split('.').pop() ?? ''] ?? 'application/octet-stream');
        response.setHeader('Cache-Control', 'no-cache');
        response.end(body);
      } catch {
        response.writeHead(404).end();
      }
    });
    await new Promise<void>((done) => server.listen(this.port, '127.0.0.1', done));
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((done) => this.server?.close(done));
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}${FOLDER}`;
  }

  /** Puts a later version in place: another page, and the list of files that goes with it. */
  async release(change: (html: string) => string, list: (html: string) => string = (html) => html): Promise<void> {
    const html = change(await readFile(new URL('index.html', DIST), 'utf8'));
    const worker = await readFile(new URL('sw.js', DIST), 'utf8');
    const entry = /"index\.html": '[0-9a-f]{8}'/;
    expect(worker).toMatch(entry);
    this.changed.set('index.html', html);
    this.changed.set('sw.js', worker.replace(entry, `"index.html": '${checksum(list(html))}'`));
  }
}

function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

const update = (page: Page) => page.getByRole('status').filter({ hasText: 'A new version of this page is ready.' });

/** Opens the page and waits until it is kept on the device. */
async function visit(page: Page, site: Site): Promise<Onionskin> {
  const onionskin = new Onionskin(page);
  await page.goto(site.url);
  await expect(onionskin.editor).toBeVisible();
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state), { timeout }).toBe('activated');
  return onionskin;
}

let site: Site;
test.beforeEach(async () => {
  site = new Site();
  await site.start();
});
test.afterEach(() => site.stop());

test('after one visit the page opens without a network, with explanations and examples', async ({ page }) => {
  const onionskin = await visit(page, site);
  await onionskin.editor.fill('FROM node:22\nCOPY package.json ./\nRUN npm install\n');
  await expect.poll(() => page.url()).toContain('#2');
  await site.stop();
  await page.reload();
  await onionskin.expectText(/npm install/);
  await onionskin.rows.nth(2).getByRole('button').click();
  await expect(onionskin.explanation.getByRole('heading', { name: 'Word by word' })).toBeVisible();
  await page.goto(`${site.url}?from=a-bookmark`);
  await onionskin.expectText(/npm install/);
  await page.goto(`${site.url}index.html`);
  await page.getByRole('button', { name: 'Examples', exact: true }).click();
  await page.getByRole('button', { name: 'Heredocs', exact: true }).click();
  await onionskin.expectText(/<<EOF/);
  expect(onionskin.failures).toEqual([]);
});

test('a new version waits until the reader asks for it, and takes the place of the old one', async ({ page }) => {
  const onionskin = await visit(page, site);
  await page.evaluate(() => caches.open('of somebody else'));
  const before = await page.evaluate(() => caches.keys());
  await onionskin.editor.fill('FROM alpine\nRUN echo mine\n');
  await site.release((html) => html.replace('<html', '<html data-release="2"'));

  await page.reload();
  await expect(update(page)).toBeVisible({ timeout });
  await expect(page.locator('html[data-release="2"]')).toHaveCount(0);
  await update(page).getByRole('button', { name: 'Later' }).click();
  await expect(update(page)).toBeHidden();

  await page.reload();
  await expect(page.locator('html[data-release="2"]')).toHaveCount(0);
  await onionskin.editor.fill('FROM alpine\nRUN echo just now\n');
  await update(page).getByRole('button', { name: 'Reload' }).click();
  await expect(page.locator('html[data-release="2"]')).toHaveCount(1);
  await onionskin.expectText(/echo just now/);
  await expect(update(page)).toBeHidden();
  const isReplaced = async () => {
    const after = await page.evaluate(() => caches.keys());
    return after.length === before.length && after.includes('of somebody else') && after.join() !== before.join();
  };
  await expect.poll(isReplaced, { timeout }).toBe(true);

  await site.stop();
  await page.reload();
  await expect(page.locator('html[data-release="2"]')).toHaveCount(1);
  await onionskin.expectText(/echo just now/);
});

test('a new version that a browser does not let in comes from the server', async ({ page }) => {
  const onionskin = await visit(page, site);
  await page.addInitScript(() => {
    ServiceWorker.prototype.postMessage = () => {};
  });
  await site.release((html) => html.replace('<html', '<html data-release="2"'));
  await page.reload();
  await onionskin.editor.fill('FROM alpine\nRUN echo just now\n');
  await update(page).getByRole('button', { name: 'Reload' }).click({ timeout });
  await expect(page.locator('html[data-release="2"]')).toHaveCount(1);
  await onionskin.expectText(/echo just now/);
});

test('a version of which a part does not fit is not used', async ({ page }) => {
  const onionskin = await visit(page, site);
  const before = await page.evaluate(() => caches.keys());
  await site.release(
    (html) => html.replace('<html', '<html data-release="half"'),
    (html) => `${html} `,
  );
  const failed = await page.evaluate(async () => {
    const registration = (await navigator.serviceWorker.getRegistration())!;
    // Once the update is answered, the worker may be gone again.
    const found = new Promise<ServiceWorker>((resolve) => {
      registration.addEventListener('updatefound', () => resolve(registration.installing!), { once: true });
    });
    await registration.update().catch(() => undefined);
    const worker = await found;
    while (worker.state === 'installing') {
      await new Promise((done) => worker.addEventListener('statechange', done, { once: true }));
    }
    return worker.state;
  });
  expect(failed).toBe('redundant');
  await site.stop();
  await page.reload();
  await expect(onionskin.rows).toHaveCount(6);
  await expect(update(page)).toBeHidden();
  await expect.poll(() => page.evaluate(() => caches.keys())).toEqual(before);
});

test('where service workers are blocked, the page works as it does without', async ({ page }) => {
  await page.addInitScript(() => {
    ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException('blocked', 'SecurityError'));
  });
  const onionskin = new Onionskin(page);
  await page.goto(site.url);
  await expect(onionskin.rows).toHaveCount(6);
  await expect(onionskin.explanation.getByRole('heading', { name: 'Word by word' })).toBeVisible();
  expect(onionskin.failures).toEqual([]);
});

test('the page can be installed: its manifest names icons that are there, one for any shape', async ({ page }) => {
  await page.goto(site.url);
  const address = await page.locator('link[rel="manifest"]').evaluate((link: HTMLLinkElement) => link.href);
  const manifest = await (await page.request.get(address)).json();
  expect(new URL(manifest.start_url, address).href).toBe(site.url);
  expect(manifest.display).toBe('standalone');
  const sizes = [];
  for (const { src, sizes: said, purpose } of manifest.icons) {
    const size = await page.evaluate(async (src) => {
      const image = new Image();
      image.src = src;
      await image.decode();
      return `${image.naturalWidth}x${image.naturalHeight}`;
    }, new URL(src, address).href);
    expect(size).toBe(said);
    sizes.push(`${size} ${purpose ?? 'any'}`);
  }
  expect(sizes).toEqual(['192x192 any', '512x512 any', '512x512 maskable']);
});
