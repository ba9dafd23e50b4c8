// What `onionskin render` makes: pages without scripts, as their readers and as validators of HTML see them.
import { expect, test } from '@playwright/test';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { expectAccessible } from './accessible';

const EXAMPLES = new URL('../../crates/app/examples/', import.meta.url);
const CLI = process.env.ONIONSKIN_CLI ?? new URL('../../target/debug/onionskin', import.meta.url).pathname;

/** Markup in every place of a Dockerfile. */
const HOSTILE =
  '# syntax=<script>document.title="run"</script>\nARG <b>="<i>"\nFROM --platform=<u> <h1> AS <h2>\n' +
  'LABEL "<a href=\'javascript:alert(1)\'>"="</code></pre></details>"\nWORKDIR /</div></main>\nUSER <svg/onload=document.title="run">\n' +
  "RUN <<'</pre>' cat\n<img src=x onerror='document.title=\"run\"'>\n</pre>\nRUN echo \"&lt;b&gt;\" '<!--' ]]> \u0001\nFRUM <table>\n";

const texts = readdirSync(EXAMPLES).map((name): [string, string] => [name, readFileSync(new URL(name, EXAMPLES), 'utf8')]);
texts.push(['markup', HOSTILE], ['nothing', '']);

/** The ones that are looked at with everything open; what there is to find in the explanations of one is in those of others. */
const OPENED = ['heredocs.Dockerfile', 'markup'];

/** What is only a matter of style, or decided by the text of a Dockerfile. */
const validator = new HtmlValidate(
  new StaticConfigLoader({
    extends: ['html-validate:recommended'],
    rules: {
      'aria-label-misuse': ['error', { allowAnyNamable: true }],
      'attribute-boolean-style': 'off',
      'long-title': 'off',
      'no-trailing-whitespace': 'off',
    },
  }),
);

function rendered(source: string, ...options: string[]): string {
  try {
    return execFileSync(CLI, ['render', '-', ...options], { input: source, encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] });
  } catch (error) {
    // A Dockerfile that BuildKit refuses is shown all the same.
    return (error as { stdout: string }).stdout;
  }
}

async function mistakes(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) => messages.map((it) => `${it.line}:${it.column} ${it.ruleId}: ${it.message}`));
}

for (const [name, source] of texts) {
  test(`${name} is valid, accessible, and as wide as the screen`, async ({ page }) => {
    const html = rendered(source, '--change', 'app-code', '--select', '6', '--page', 'https://x.test/');
    expect(await mistakes(html)).toEqual([]);
    const part = rendered(source, '--fragment');
    expect(await mistakes(`<!DOCTYPE html><html lang="en"><head><title>x</title></head><body><main>${part}</main></body></html>`)).toEqual([]);

    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.setContent(html);
    await expect(page.locator('script, button, input, select, textarea')).toHaveCount(0);
    if (OPENED.includes(name)) {
      test.slow();
      await page.evaluate(() => document.querySelectorAll('details').forEach((it) => (it.open = true)));
    }
    await expectAccessible(page, [320]);
    expect(await page.title()).not.toBe('run');
    expect(requests).toEqual([]);
  });
}

test('it is accessible as it is opened, on every screen', async ({ page }) => {
  test.slow();
  const source = readFileSync(new URL('python.Dockerfile', EXAMPLES), 'utf8');
  await page.setContent(rendered(source, '--change', 'requirements.txt', '--select', '9'));
  await expectAccessible(page);
});

test('a slab opens its explanation with the keyboard, and a reference opens what it leads to', async ({ page }) => {
  const source = readFileSync(new URL('python.Dockerfile', EXAMPLES), 'utf8');
  await page.setContent(rendered(source, '--change', 'requirements.txt'));
  const layers = page.getByRole('list', { name: 'Layers' });
  const run = layers.locator(':scope > li', { hasText: 'RUN pip install' });
  await expect(run).toHaveAttribute('data-verdict', 'rebuilds');
  await expect(run.getByText('What it does')).toBeHidden();
  await run.locator('summary').focus();
  await page.keyboard.press('Enter');
  await expect(run.getByText('What it does')).toBeVisible();
  const copy = layers.locator(':scope > li', { hasText: 'COPY requirements.txt' }).first();
  await expect(copy.getByText('What it does')).toBeHidden();
  await run.getByRole('link', { name: 'See step 3' }).click();
  await expect(copy.getByText('What it does')).toBeVisible();
});

test('on paper every explanation is there', async ({ page }) => {
  const source = readFileSync(new URL('python.Dockerfile', EXAMPLES), 'utf8');
  await page.setContent(rendered(source));
  await page.emulateMedia({ media: 'print' });
  const headings = page.getByText('What it does', { exact: true });
  const heights = await headings.evaluateAll((all) => all.map((it) => it.getBoundingClientRect().height));
  expect(heights.length).toBeGreaterThan(5);
  expect(Math.min(...heights)).toBeGreaterThan(0);
});

test('a part leaves the page around it as it is, and is not changed by it', async ({ page }) => {
  const part = rendered('FROM alpine\nRUN echo hi\n', '--fragment');
  const sheet = execFileSync(CLI, ['render', '--css'], { encoding: 'utf8' });
  const host = '<h2>Host</h2><p class="summary slab">Text</p><details><summary>More</summary></details>';
  const looks = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('body > :not(.onionskin), body > details > *')].map((it) => {
        const { font, color, display, padding, border } = getComputedStyle(it);
        return [font, color, display, padding, border].join('|');
      }),
    );
  await page.setContent(`<!DOCTYPE html>${host}`);
  const before = await looks();
  await page.setContent(
    `<!DOCTYPE html><style>p { margin: 90px; color: red } code { padding: 40px } ol, li { list-style: square; margin: 50px }</style>` +
      `<style>${sheet}</style>${part}`,
  );
  const summary = page.locator('.onionskin p.summary');
  await expect(summary).toHaveCSS('margin', '0px');
  await expect(summary).not.toHaveCSS('color', 'rgb(255, 0, 0)');
  await expect(page.locator('.onionskin pre code')).toHaveCSS('padding', '0px');
  await page.setContent(`<!DOCTYPE html><style>${sheet}</style>${host}${part}`);
  expect(await looks()).toEqual(before);
});
