import { expect, test, type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { addStyles, Onionskin } from './onionskin';

/**
 * How the main views look, against pictures in `looks/`. Letters are drawn with fonts that the tests bring along, as every
 * machine has others. One pixel of a hundred may differ: browsers round the corners of letters in their own ways.
 * `cargo xtask accept-looks` takes new pictures, which are to be looked at before they are committed.
 */
const MAX_DIFFERENT_PIXELS = 0.01;

const FONTS = [
  { variable: '--sans', family: 'dejavu-sans', weight: 400 },
  { variable: '--sans', family: 'dejavu-sans', weight: 700 },
  { variable: '--mono', family: 'dejavu-mono', weight: 400 },
  { variable: '--mono', family: 'dejavu-mono', weight: 700 },
];

const STAGES = `FROM golang:1.22 AS deps
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download

FROM deps AS build
COPY . .
RUN go build -o /bin/app ./cmd/app

FROM scratch
COPY --from=build /bin/app /app
USER 1000
ENTRYPOINT ["/app"]
`;

const MORE_FILES = 'go.mod\ngo.sum\nREADME.md\ncmd/app/main.go\ninternal/store.go\n.git/config\n';

/** Draws letters with the same fonts everywhere. */
async function useOwnFonts(page: Page): Promise<void> {
  const file = ({ family, weight }: (typeof FONTS)[number]) => `${family}-latin-${weight}-normal.woff2`;
  await page.route('**/fonts-of-tests/*', async (route) => {
    const name = new URL(route.request().url()).pathname.split('/').pop() ?? '';
    const font = FONTS.find((font) => file(font) === name);
    if (!font) return route.abort();
    await route.fulfill({ body: await readFile(`node_modules/@fontsource/${font.family}/files/${name}`) });
  });
  const faces = FONTS.map(
    (font) =>
      `@font-face { font-family: "own ${font.family}"; font-weight: ${font.weight}; src: url("fonts-of-tests/${file(font)}"); }`,
  );
  const choice = '[data-theme]:root, :root { --sans: "own dejavu-sans"; --mono: "own dejavu-mono"; }';
  await addStyles(page, [...faces, choice].join('\n'));
  await page.evaluate(() => document.fonts.ready);
}

const choose = (page: Page, view: string) => page.getByRole('radio', { name: view, exact: true }).check();
const press = (page: Page, button: string) => page.getByRole('button', { name: button, exact: true }).click();

const VIEWS: [name: string, reach: (onionskin: Onionskin) => Promise<unknown>][] = [
  ['layers', async ({ rows }) => rows.nth(3).getByRole('button').click()],
  [
    'stages',
    async (onionskin) => {
      await onionskin.paste(STAGES);
      await onionskin.choose('App code');
    },
  ],
  ['table', ({ page }) => choose(page, 'Table')],
  ['changes', ({ page }) => choose(page, 'All changes')],
  [
    'compare',
    async ({ page }) => {
      await choose(page, 'Compare');
      await page
        .getByRole('textbox', { name: 'Compared with' })
        .fill('FROM python:3.11-slim\nWORKDIR /app\nCOPY . .\nRUN pip install -r docker/requirements.txt\n');
    },
  ],
  [
    'files',
    async (onionskin) => {
      const { page } = onionskin;
      await onionskin.paste(STAGES);
      await choose(page, 'Files');
      await page.getByText('Paste a list of files').click();
      await page.getByRole('textbox', { name: 'Files, one path a line' }).fill(MORE_FILES);
      await press(page, 'Use this list');
      await expect(page.getByRole('list', { name: 'Files', exact: true })).toBeVisible();
    },
  ],
  ['costs', ({ page }) => press(page, 'Costs')],
  ['export', ({ page }) => press(page, 'Export')],
  ['examples', ({ page }) => press(page, 'Examples')],
  [
    'error',
    async (onionskin) => {
      await onionskin.paste('FROM alpine\nRUM echo hi\nCOPY --form=x . .\n');
      await expect(onionskin.fileError).toBeVisible();
    },
  ],
  ['empty', (onionskin) => onionskin.paste('')],
];

/** A phone in the dark and a wide screen; what most people see, on all. */
const SCREENS = [
  { width: 390, height: 844, colorScheme: 'dark' },
  { width: 1440, height: 900, colorScheme: 'light' },
] as const;
const MORE_SCREENS = [
  { width: 820, height: 1180, colorScheme: 'light' },
  { width: 1440, height: 900, colorScheme: 'dark' },
] as const;
const SEEN_MOST = ['layers', 'stages'];

for (const [name, reach] of VIEWS) {
  test(`${name} look as before`, async ({ page }) => {
    const onionskin = new Onionskin(page);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await onionskin.open();
    await expect(page.getByRole('heading', { name: 'Key ideas' })).toBeVisible();
    await useOwnFonts(page);
    await reach(onionskin);
    for (const { width, height, colorScheme } of SEEN_MOST.includes(name) ? [...SCREENS, ...MORE_SCREENS] : SCREENS) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height });
      await page.evaluate(() => window.scrollTo(0, 0));
      await expect
        .soft(page)
        .toHaveScreenshot(`${name}-${width}-${colorScheme}.png`, { maxDiffPixelRatio: MAX_DIFFERENT_PIXELS });
    }
  });
}
