import { expect, test as base, type FrameLocator, type Locator, type Page } from '@playwright/test';
import { SEED_COMMANDS } from './onionskin';
import { Server } from './servers';

const SEED = `${SEED_COMMANDS.join('\n')}\n`;

/** The page that other pages embed. */
export const SITE = process.env.ONIONSKIN_URL ?? '';

/** What a careful page lets others do: run the script, and fill the frame. */
const policy = (site: string) => `default-src 'none'; script-src 'self' ${site}; frame-src ${site}; style-src 'self'`;

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

/** The element that a page writes to embed `text`. */
export function element(attributes = '', text = SEED): string {
  return `<onionskin-dockerfile ${attributes}><pre><code>${escaped(text)}</code></pre></onionskin-dockerfile>`;
}

/** A page of somebody else's with `body` in it. */
export function hostPage(body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Our guide</title>
    <link rel="stylesheet" href="host.css"><script src="${SITE}embed.js" async></script></head>
    <body><main><h1>Our guide</h1>${body}<p id="end">The end.</p></main></body></html>`;
}

/** A site of somebody else's, with pages that embed. */
export class Host {
  private constructor(
    private readonly server: Server,
    private readonly pages: Map<string, string>,
  ) {}

  static async start(): Promise<Host> {
    const pages = new Map<string, string>();
    const server = await Server.start((path) => {
      if (path === '/host.css') {
        const styles = 'body { max-width: 40rem; margin: 0 auto } html.dark, [data-theme="dark"] { background: #111; color: #eee }';
        return { body: styles, headers: { 'content-type': 'text/css' } };
      }
      const site = path.startsWith('/strange') ? 'http://127.0.0.1:*' : SITE;
      const body = pages.get(path.slice(1));
      const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy(site) };
      return body === undefined ? undefined : { body, headers };
    });
    return new Host(server, pages);
  }

  get url(): string {
    return this.server.url;
  }

  close(): Promise<void> {
    return this.server.close();
  }

  /** Puts a page on the site; returns its address. */
  publish(html: string, name = 'guide'): string {
    this.pages.set(name, html);
    return `${this.url}${name}`;
  }

  /** Puts a page on the site and shows it; returns its first element. */
  async visit(page: Page, html: string, name?: string): Promise<Locator> {
    await page.goto(this.publish(html, name));
    return page.locator('onionskin-dockerfile').first();
  }
}

/** A test that has a site of somebody else's. */
export const test = base.extend<{ host: Host }>({
  host: async ({}, use) => {
    const host = await Host.start();
    await use(host);
    await host.close();
  },
});

export const frameOf = (element: Locator): FrameLocator => element.locator('iframe').contentFrame();

export const verdictsIn = (frame: FrameLocator) =>
  frame
    .getByRole('list', { name: 'Layers' })
    .locator(':scope > li')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-verdict')));

/** Waits until the frame is there in place of the code block. */
export async function expectUpgraded(element: Locator): Promise<void> {
  await expect(element.locator('iframe.shown')).toBeVisible({ timeout: 20_000 });
  await expect(element.locator('pre')).toBeHidden();
}

/** What the page around hears of its elements. */
export async function listen(page: Page): Promise<() => Promise<[string, unknown][]>> {
  await page.addInitScript(() => {
    const heard: [string, unknown][] = [];
    Object.assign(globalThis, { heard });
    for (const name of ['ready', 'change', 'select', 'error']) {
      addEventListener(`onionskin-${name}`, (event) => heard.push([name, (event as CustomEvent).detail]));
    }
  });
  return () => page.evaluate(() => (globalThis as unknown as { heard: [string, unknown][] }).heard);
}
