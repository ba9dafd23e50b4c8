import { expect, test } from '@playwright/test';
import { Onionskin } from './onionskin';

/** What no request may have in it. */
const CANARY = 'canary-7f3a';

test('whatever the reader does, no request goes to anybody else, and none has the Dockerfile in it', async ({ page }) => {
  const requests: string[] = [];
  page.on('request', (request) => {
    // What the page makes itself, as a picture, is asked for by a name of its own.
    if (!request.url().startsWith('blob:') && !request.url().startsWith('data:')) {
      requests.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`);
    }
  });
  page.on('websocket', (socket) => requests.push(`WEBSOCKET ${socket.url()}`));
  const onionskin = new Onionskin(page);
  await onionskin.open();
  const dialog = (name: string) => page.getByRole('dialog', { name });
  const close = async () => {
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  };

  await onionskin.editor.fill(`FROM alpine AS ${CANARY}\nARG NAME\nRUN echo ${CANARY}\nCOPY . .\nFROM ${CANARY}\nRUN make\n`);
  await expect(onionskin.rows).toHaveCount(6);
  for (const choice of await onionskin.changes.getByRole('radio').all()) await choice.check();
  await onionskin.rows.nth(2).getByRole('button').click();
  await expect(onionskin.explanation).toContainText(CANARY);
  for (const view of ['Table', 'All changes', 'Compare', 'Files', 'Layers']) {
    await page.getByRole('radiogroup', { name: 'View' }).getByRole('radio', { name: view, exact: true }).check();
  }
  await onionskin.target.selectOption({ index: 1 });

  await page.getByRole('button', { name: 'Share', exact: true }).click();
  for (const copy of await dialog('Share').getByRole('button', { name: /^Copy/ }).all()) await copy.click();
  await close();
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  for (const save of await dialog('Export').getByRole('button', { name: /SVG|PNG|Markdown|HTML|JSON/ }).all()) {
    await save.click();
  }
  await close();
  await page.getByRole('button', { name: 'Keyboard', exact: true }).click();
  await close();
  // The address carries the document by now, behind the sign that keeps it here.
  await expect.poll(() => page.url(), { timeout: 10_000 }).toContain('#');
  await page.reload();
  await expect.poll(async () => (await onionskin.rows.allInnerTexts()).join()).toContain(CANARY);
  // An example is a file of the site.
  await page.getByRole('button', { name: 'Examples', exact: true }).click();
  await dialog('Examples').getByRole('button', { name: 'Heredocs', exact: true }).click();
  await onionskin.expectText(/<<EOF/);

  expect(requests.length).toBeGreaterThan(5);
  expect(requests.filter((it) => it.replace(/#\S*/, '').includes(CANARY))).toEqual([]);
  expect(requests.filter((it) => !it.startsWith(`GET ${process.env.ONIONSKIN_URL}`))).toEqual([]);
  expect(onionskin.failures).toEqual([]);
});

test('no file of the page tells of folders on the machine that built it', async ({ page }) => {
  const texts: Promise<string>[] = [];
  page.on('response', (response) => {
    if (/\.(wasm|js|css)$/.test(response.url())) texts.push(response.body().then((body) => body.toString('latin1')));
  });
  const onionskin = new Onionskin(page);
  await onionskin.open();
  await expect(onionskin.explanation).toContainText('pip');
  const files = await Promise.all(texts);
  expect(files.length).toBeGreaterThan(4);
  expect(files.filter((text) => /\.cargo\/|\/registry\/src\//.test(text))).toEqual([]);
});
