import { expect, type Page, test } from '@playwright/test';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expectAccessible } from './accessible';
import { Onionskin } from './onionskin';

const DOCKERFILE = 'FROM node:22\nWORKDIR /app\nCOPY package.json ./\nRUN npm ci\nCOPY . .\n';
const PROJECT = {
  Dockerfile: DOCKERFILE,
  '.dockerignore': '# logs\n**/*.log\nnode_modules\n',
  'package.json': '{}',
  'src/index.js': 'x',
  'src/debug.log': 'x',
  'node_modules/left-pad/index.js': 'x',
};

let onionskin: Onionskin;
let page: Page;
let folder: string;

/** Makes a folder called "app" with these files. */
function make(files: Record<string, string | Buffer>): string {
  const root = join(folder, 'app');
  mkdirSync(root, { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

/** Notes whose content is asked for, so that a test can tell what is read. */
async function watchReads(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const reads: string[] = [];
    Object.assign(window, { reads });
    for (const name of ['text', 'arrayBuffer', 'stream', 'slice'] as const) {
      const original = Blob.prototype[name] as (...all: unknown[]) => unknown;
      Object.assign(Blob.prototype, {
        [name](this: Blob, ...all: unknown[]) {
          reads.push(this instanceof File ? this.name : 'blob');
          return original.apply(this, all);
        },
      });
    }
    const readers = ['readAsText', 'readAsArrayBuffer', 'readAsDataURL', 'readAsBinaryString'] as const;
    for (const name of readers) {
      FileReader.prototype[name] = (blob: Blob) => void reads.push(blob instanceof File ? blob.name : 'blob');
    }
  });
  return () => page.evaluate(() => (window as unknown as { reads: string[] }).reads);
}

const chooseFolder = (path: string) => page.locator('input[webkitdirectory]').setInputFiles(path);
const chooseFile = (name: string, buffer: Buffer) =>
  page.locator('input[type=file]:not([webkitdirectory])').setInputFiles({ name, mimeType: '', buffer });
const files = () => page.getByRole('list', { name: 'Files', exact: true });
const row = (path: string) => files().locator('.file-row', { has: page.getByRole('button', { name: path, exact: true }) });
const file = (path: string) => files().getByRole('button', { name: path, exact: true });
const message = () => page.locator('.notice');

/** Gives the page a list of files, as a paste does. */
async function pasteList(list: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Files, one path a line' });
  if (!(await field.isVisible())) await page.getByText('Paste a list of files').click();
  await field.evaluate((field: HTMLTextAreaElement, text) => {
    field.value = text;
  }, list);
  await page.getByRole('button', { name: 'Use this list' }).click();
}

/** Drops files on the page; a name that ends with / is an empty folder. */
async function drop(dropped: Record<string, string>): Promise<void> {
  await page.evaluate((dropped) => {
    const data = new DataTransfer();
    for (const [name, text] of Object.entries(dropped)) data.items.add(new File([text], name));
    for (const kind of ['dragenter', 'dragover', 'drop']) {
      document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
    }
  }, dropped);
}

/** Drops a file or folder of this machine on the page, as somebody does with the mouse. */
async function dropFolder(path: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 200, y: 200, data });
  }
}

test.beforeEach(async ({ page: opened }) => {
  page = opened;
  folder = mkdtempSync(join(tmpdir(), 'onionskin-'));
  onionskin = new Onionskin(page);
});
test.afterEach(() => {
  rmSync(folder, { recursive: true });
  expect(onionskin.failures).toEqual([]);
});

async function openView(): Promise<void> {
  await onionskin.open();
  await page.getByRole('button', { name: 'Choose files…' }).click();
  await expect(page.getByRole('heading', { name: 'Build context' })).toBeVisible();
}

test('a folder shows what takes each file, what is ignored, and what a change costs', async () => {
  await openView();
  await chooseFolder(make(PROJECT));
  await expect(page.getByText('6 files in app, 2 of them ignored')).toBeVisible();
  await expect(page.getByText('with your 6 files')).toBeVisible();
  await expect(row('package.json')).toContainText('rebuilds 3 of 5 steps');
  await expect(row('Dockerfile')).toContainText('rebuilds 1 of 5 steps');
  await expect(files().getByRole('listitem').filter({ hasText: 'node_modules/' })).toContainText(
    '1 file, ignored by line 3: node_modules',
  );
  await page.getByRole('button', { name: 'src/', exact: true }).click();
  await expect(row('src/debug.log')).toContainText('ignored by line 2: **/*.log');

  await file('src/index.js').click();
  await expect(file('src/index.js')).toHaveAttribute('aria-pressed', 'true');
  await expect(onionskin.totals).toContainText('1 of 5 steps rebuilds');
  await expect(onionskin.changes.getByRole('radio', { name: 'index.js', exact: true })).toBeChecked();
  await page.getByRole('button', { name: 'Change package.json too' }).click();
  await expect(onionskin.totals).toContainText('3 of 5 steps rebuild');
  await page.getByRole('button', { name: 'Leave package.json unchanged' }).click();
  await expect(onionskin.totals).toContainText('1 of 5 steps rebuilds');
});

test('a step beside a file leads to its instruction', async () => {
  await openView();
  await chooseFolder(make(PROJECT));
  await row('package.json').getByRole('button', { name: 'Step 3/5: COPY package.json ./' }).click();
  await expect(onionskin.rows.nth(2)).toHaveAttribute('aria-current', 'true');
  await expect(onionskin.rows.nth(2).getByRole('button')).toBeFocused();
});

test('only the Dockerfile and the ignore file are read, however large the others are', async () => {
  const reads = await watchReads(page);
  await openView();
  const root = make(PROJECT);
  writeFileSync(join(root, 'disk.img'), '');
  truncateSync(join(root, 'disk.img'), 3 * 1024 ** 3);
  await chooseFolder(root);
  await expect(row('disk.img')).toContainText('rebuilds 1 of 5 steps');
  expect((await reads()).sort()).toEqual(['.dockerignore', 'Dockerfile']);
});

test('the Dockerfile of a folder takes the place of the example, and of a draft only when it may', async () => {
  await openView();
  const root = make(PROJECT);
  await chooseFolder(root);
  await expect(page.getByText('6 files in app')).toBeVisible();
  await page.getByRole('radio', { name: 'Layers' }).check();
  await onionskin.expectText(DOCKERFILE);

  await onionskin.editor.fill('FROM mine\nCOPY . .\n');
  await page.getByRole('radio', { name: 'Files' }).check();
  await chooseFolder(root);
  await expect(message()).toContainText('Dockerfile was found, with 5 lines');
  await page.getByRole('button', { name: 'Keep what is here' }).click();
  await expect(message()).toHaveCount(0);
  await page.getByRole('radio', { name: 'Layers' }).check();
  await onionskin.expectText('FROM mine\nCOPY . .\n');

  await page.getByRole('radio', { name: 'Files' }).check();
  await chooseFolder(root);
  await page.getByRole('button', { name: 'Use it' }).click();
  await page.getByRole('radio', { name: 'Layers' }).check();
  await onionskin.expectText(DOCKERFILE);
});

test('a binary or an enormous Dockerfile is refused, and the text stays', async () => {
  await openView();
  const before = await page.getByText(/with your [\d,]+ file/).count();
  await chooseFile('Dockerfile', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2]));
  await expect(message()).toContainText('Dockerfile is no text in UTF-8');
  await chooseFile('Dockerfile', Buffer.from('FROM a\n#\xff\n', 'latin1'));
  await expect(message()).toContainText('Dockerfile is no text in UTF-8');
  await chooseFile('Dockerfile', Buffer.alloc(512 * 1024 + 1, '#'));
  await expect(message()).toContainText('524,289 bytes, and at most 524,288 are read');
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(message()).toHaveCount(0);
  expect(before).toBe(0);
  await page.getByRole('radio', { name: 'Layers' }).check();
  await onionskin.expectText(/^FROM python/);
});

test('an ignore file and a Dockerfile that are dropped are taken for what they are', async () => {
  await onionskin.open();
  await drop({ Dockerfile: 'FROM dropped\nCOPY a b /\n', '.dockerignore': 'a\n' });
  await expect(page.getByText('a is ignored by line 1 of the ignore file: a')).toBeVisible();
  await expect(page.getByText('1 pattern')).toBeVisible();
  await page.getByRole('radio', { name: 'Layers' }).check();
  await onionskin.expectText('FROM dropped\nCOPY a b /\n');
});

test('a dropped folder is the context', async () => {
  const reads = await watchReads(page);
  await onionskin.open();
  const root = make(PROJECT);
  mkdirSync(join(root, 'empty'));
  await dropFolder(root);
  await expect(page.getByText('6 files in app, 2 of them ignored')).toBeVisible();
  await expect(row('package.json')).toContainText('rebuilds 3 of 5 steps');
  await expect(page.getByRole('button', { name: 'empty/', exact: true })).toBeVisible();
  expect((await reads()).sort()).toEqual(['.dockerignore', 'Dockerfile']);
});

test('several dropped files are the context', async () => {
  await onionskin.open();
  await drop({ 'main.py': '', 'requirements.txt': '', Dockerfile: 'FROM a\nCOPY main.py /\n' });
  await expect(page.getByText('3 files', { exact: true })).toBeVisible();
  await expect(row('main.py')).toContainText('rebuilds 1 of 2 steps');
  await expect(row('requirements.txt')).toContainText('no step');
});

test('a place to drop is shown while files are dragged over the page', async () => {
  await onionskin.open();
  const drag = (kind: string) =>
    page.evaluate((kind) => {
      const data = new DataTransfer();
      data.items.add(new File(['x'], 'Dockerfile'));
      document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
    }, kind);
  await drag('dragover');
  await expect(page.getByText('Drop a folder or a Dockerfile')).toBeVisible();
  await drag('dragleave');
  await expect(page.getByText('Drop a folder or a Dockerfile')).toHaveCount(0);
});

test('a list of files is enough, whatever stands in it', async () => {
  await openView();
  await pasteList('./docker/requirements.txt\n./docker\n../outside\n/\n"tab\\there"\n<b>bold\nrun.py\r\n');
  await expect(page.getByText('4 files', { exact: true })).toBeVisible();
  await expect(page.getByText('1 path is left out: ../outside leads out of the folder.')).toBeVisible();
  await expect(files().getByText('tab\\there')).toBeVisible();
  await expect(files().getByText('<b>bold')).toBeVisible();
  await page.getByRole('button', { name: 'docker/', exact: true }).click();
  await expect(row('docker/requirements.txt')).toContainText('rebuilds 3 of 5 steps');
  await pasteList('\n \n');
  await expect(message()).toContainText('This list names no file');
  await expect(page.getByText('4 files', { exact: true })).toBeVisible();
});

test('a missing file is the error of the build, and forgetting the files takes it back', async () => {
  await openView();
  await pasteList('run.py\n');
  await expect(page.getByText(/Line 3: failed to compute cache key.*"\/docker\/requirements.txt": not found/)).toBeVisible();
  await page.getByRole('button', { name: 'Forget them' }).click();
  await expect(page.getByText('failed to compute cache key')).toHaveCount(0);
  await expect(page.getByText(/with your [\d,]+ file/)).toHaveCount(0);
});

test('a broken pattern is told with its line, and the others count', async () => {
  await openView();
  await pasteList('docker/requirements.txt\nrun.py\na.log\n');
  await page.getByText('.dockerignore', { exact: true }).click();
  await page.getByRole('textbox', { name: 'What the builder does not get' }).fill('*.log\n[z-a]\n');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByText('.dockerignore, line 2: syntax error in pattern')).toBeVisible();
  await expect(page.getByText('3 files, 1 of them ignored')).toBeVisible();
});

test('a folder without files says so', async () => {
  await openView();
  mkdirSync(join(folder, 'app'));
  await dropFolder(join(folder, 'app'));
  await expect(message()).toContainText('There is no file in app');
  await expect(page.getByText('No files yet')).toBeVisible();
});

test('200,000 files come with progress, can be cancelled, and stay quick to work with', async () => {
  test.setTimeout(180_000);
  await openView();
  const list = Array.from({ length: 200_000 }, (_, at) => `src/m${at % 50}/p${at % 700}/file${at}.rs`).join('\n');
  // The button is pressed as soon as it is there: a test that looks for it first may find that all is read.
  const progress = await page.evaluateHandle(() => ({
    seen: new Promise<string>((seen) => {
      new MutationObserver((_, observer) => {
        const button = [...document.querySelectorAll('button')].find((it) => it.textContent === 'Cancel');
        if (!button) return;
        observer.disconnect();
        const text = document.body.innerText;
        requestAnimationFrame(() => {
          button.click();
          seen(text);
        });
      }).observe(document.body, { childList: true, subtree: true });
    }),
  }));
  await pasteList(list);
  expect(await progress.evaluate(({ seen }) => seen)).toContain('so far…');
  await expect(message()).toHaveCount(0);
  await expect(page.getByText(/with your [\d,]+ file/)).toHaveCount(0);

  await pasteList(`${list}\npackage.json`);
  await expect(page.getByText('200,001 files', { exact: true })).toBeVisible({ timeout: 120_000 });
  await page.getByRole('searchbox', { name: 'Find files' }).fill('FILE19999');
  await expect(page.getByText('11 files found')).toBeVisible();
  await file('src/m49/p499/file199999.rs').click();
  await expect(onionskin.changes.getByRole('radio', { name: 'file199999.rs', exact: true })).toBeChecked();
  await page.getByRole('radio', { name: 'Layers' }).check();
  await onionskin.editor.fill('FROM a\nCOPY src/m49 /\nRUN x\n');
  await onionskin.expectVerdicts(['reused', 'rebuilds', 'rebuilds']);
});

test('more files than a browser can hold are refused, and all else works on', async () => {
  test.setTimeout(120_000);
  await openView();
  await pasteList(Array.from({ length: 300_001 }, (_, at) => `f${at}`).join('\n'));
  await expect(message()).toContainText('These are more than 300,000 files', { timeout: 60_000 });
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await onionskin.choose('App code');
  await expect(onionskin.totals).toContainText('1 of 5 steps rebuilds');
});

test('all of it works with the keyboard alone', async () => {
  await openView();
  await pasteList('docker/requirements.txt\nrun.py\n');
  const folderButton = page.getByRole('button', { name: 'docker/', exact: true });
  await page.getByRole('searchbox', { name: 'Find files' }).focus();
  await page.keyboard.press('Tab');
  await expect(folderButton).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(folderButton).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(file('docker/requirements.txt')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(onionskin.totals).toContainText('3 of 5 steps rebuild');
  const picked = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a folder…' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await picked).element().getAttribute('webkitdirectory')).not.toBeNull();
});

test('axe finds nothing in the files', async () => {
  await openView();
  await expectAccessible(page);
  await chooseFolder(make({ ...PROJECT, '.dockerignore': '**/*.log\nnode_modules\n[z-a]\n' }));
  await page.getByRole('button', { name: 'src/', exact: true }).click();
  await file('package.json').click();
  await page.getByText('Paste a list of files').click();
  await expectAccessible(page);
  await chooseFile('Dockerfile', Buffer.from('FROM other\n'));
  await expect(message()).toBeVisible();
  await expectAccessible(page);
});

test('nothing scrolls sideways at 320 px', async () => {
  await page.setViewportSize({ width: 320, height: 800 });
  await openView();
  await pasteList(`${'verylongname'.repeat(20)}/${'x'.repeat(200)}\n${'y'.repeat(240)}.rs\n`);
  await page.getByRole('button', { name: /^verylongname/ }).click();
  await file(`${'y'.repeat(240)}.rs`).click();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});
