import { expect, test, type Locator, type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { expectAccessible } from './accessible';
import { Onionskin } from './onionskin';

const HOSTILE = "FROM <b>x</b> AS z\nRUN echo '</text></svg><script>alert(1)</script>' ]]> &amp; \u0001\nFRUM <script>\n";

let onionskin: Onionskin;
let dialog: Locator;
test.beforeEach(async ({ page }) => {
  onionskin = new Onionskin(page);
  dialog = page.getByRole('dialog', { name: 'Export' });
  await onionskin.open();
  await expect(onionskin.explanation.getByRole('heading', { name: 'Word by word' })).toBeVisible();
});
test.afterEach(() => expect(onionskin.failures).toEqual([]));

async function openExport(): Promise<void> {
  await onionskin.page.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(dialog).toBeVisible();
}

/** The name and the content of the file that the button saves. */
async function saved(button: string): Promise<[string, Buffer]> {
  const started = onionskin.page.waitForEvent('download');
  await dialog.getByRole('button', { name: button, exact: true }).click();
  const download = await started;
  return [download.suggestedFilename(), await readFile(await download.path())];
}

/** A page without a policy, which would refuse the styles of what is parsed. */
const emptyPage = (): Promise<Page> => onionskin.page.context().newPage();

/** What an XML parser makes of an SVG: an error, the names of all elements, and all text. */
async function parsed(svg: string): Promise<{ error: string | null; names: string[]; texts: string[] }> {
  return (await emptyPage()).evaluate((svg) => {
    const document = new DOMParser().parseFromString(svg, 'image/svg+xml');
    const all = [...document.querySelectorAll('*')];
    return {
      error: document.querySelector('parsererror')?.textContent ?? null,
      names: [...new Set(all.map((element) => element.localName))].sort(),
      texts: all.filter((element) => element.localName === 'text').map((element) => element.textContent ?? ''),
    };
  }, svg);
}

test('the SVG is well-formed XML with all that the stack says', async () => {
  await onionskin.choose('requirements.txt');
  await openExport();
  const [name, content] = await saved('Save SVG');
  expect(name).toBe('Dockerfile.svg');
  expect(content.length).toBeLessThanOrEqual(15_000);
  const { error, texts } = await parsed(content.toString());
  expect(error).toBeNull();
  for (const text of ['FROM python:3.11-slim', 'RUN pip install --no-cache-dir -r requirements.txt', 'reused', 'rebuilds']) {
    expect(texts).toContain(text);
  }
  expect(texts.join(' ')).toContain('3 of 5 steps rebuild: 3, 4 and 5.');
  await expect(dialog).toContainText('Dockerfile.svg is in your downloads.');
});

test('a hostile Dockerfile is text in every file', async () => {
  await onionskin.editor.fill(HOSTILE);
  await openExport();
  const { error, names, texts } = await parsed((await saved('Save SVG'))[1].toString());
  expect(error).toBeNull();
  expect(names).not.toContain('script');
  expect(names).not.toContain('b');
  expect(texts.join('\n')).toContain("</text></svg><script>alert(1)</script>");
  const html = (await saved('Save HTML'))[1].toString();
  const scripts = await (await emptyPage()).evaluate(
    (html) => new DOMParser().parseFromString(html, 'text/html').querySelectorAll('script, b').length,
    html,
  );
  expect(scripts).toBe(0);
  const json = JSON.parse((await saved('Save JSON'))[1].toString());
  expect(JSON.stringify(json)).toContain('<script>');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the PNG is twice as large as the SVG and has the colours of the page, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await openExport();
    const svg = (await saved('Save SVG'))[1].toString();
    const [name, png] = await saved('Save PNG');
    expect(name).toBe('Dockerfile.png');
    expect([...png.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    const [, width, height] = /<svg [^>]*width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([Number(width) * 2, Number(height) * 2]);
    const corner = await page.evaluate(async (png) => {
      const bytes = Uint8Array.from(atob(png), (byte) => byte.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes]));
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
      context?.drawImage(bitmap, 0, 0);
      return [...(context?.getImageData(2, 2, 1, 1).data ?? [])];
    }, png.toString('base64'));
    expect(corner).toEqual(colorScheme === 'light' ? [255, 255, 255, 255] : [0x1a, 0x17, 0x22, 255]);
  });
}

test('Markdown has the headings, HTML is a page, JSON has every step', async () => {
  await openExport();
  const [markdownName, markdown] = await saved('Save Markdown');
  expect(markdownName).toBe('Dockerfile.md');
  for (const heading of ['# What this Dockerfile does', '## Line by line', '### Step 4 of 5', '#### Word by word']) {
    expect(markdown.toString().split('\n')).toContain(heading);
  }
  const [htmlName, html] = await saved('Save HTML');
  expect(htmlName).toBe('Dockerfile.html');
  expect(html.toString()).toMatch(/^<!doctype html>/);
  const [jsonName, json] = await saved('Save JSON');
  expect(jsonName).toBe('Dockerfile.json');
  const { steps, instructions } = JSON.parse(json.toString());
  expect(steps.map((step: { verdict: string }) => step.verdict)).toEqual(await onionskin.verdicts());
  expect(instructions).toHaveLength(6);
});

test('SVG and Markdown can be copied', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openExport();
  await dialog.getByRole('button', { name: 'Copy SVG' }).click();
  await expect(dialog).toContainText('Copied.');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^<svg /);
  await dialog.getByRole('button', { name: 'Copy Markdown' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/^# What this Dockerfile does/);
});

test('a canvas that is blocked and a stack that is too large say so', async ({ page }) => {
  await page.evaluate(() => {
    HTMLCanvasElement.prototype.toBlob = (then) => then(null);
  });
  await openExport();
  await dialog.getByRole('button', { name: 'Save PNG' }).click();
  await expect(dialog).toContainText('does not hand out pictures');
  await page.keyboard.press('Escape');
  await onionskin.paste(`FROM a\n${'RUN b\n'.repeat(500)}`);
  await expect(onionskin.rows).toHaveCount(501);
  await openExport();
  await dialog.getByRole('button', { name: 'Save PNG' }).click();
  await expect(dialog).toContainText('too large for a PNG');
});

test('an empty file has nothing to export, and says so', async () => {
  await onionskin.editor.fill('');
  await openExport();
  await expect(dialog).toContainText('There is no instruction to export yet.');
  await expect(dialog.getByRole('button', { name: /Save/ })).toHaveCount(0);
});

test('without explanations the picture can be saved, and the rest says why not', async ({ browser }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.route('**/explanations-*.txt', (route) => route.abort());
  const other = new Onionskin(page);
  await other.open();
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await expect(dialog).toContainText('could not be loaded');
  await expect(dialog.getByRole('button', { name: 'Save Markdown' })).toHaveAttribute('aria-disabled', 'true');
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save SVG' }).click();
  expect((await download).suggestedFilename()).toBe('Dockerfile.svg');
  await context.close();
});

test('exporting asks no server for anything', async ({ page }) => {
  await openExport();
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await saved('Save PNG');
  await saved('Save Markdown');
  expect(requests.filter((url) => !url.startsWith('blob:'))).toEqual([]);
});

test('axe finds nothing in the export dialog', async ({ page }) => {
  await openExport();
  await page.getByRole('button', { name: 'Save SVG' }).click();
  await expect(page.getByText('is in your downloads')).toBeVisible();
  await expectAccessible(page);
});
