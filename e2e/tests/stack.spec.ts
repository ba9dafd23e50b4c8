import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './accessible';
import { Onionskin } from './onionskin';

const STAGES = `FROM golang:1.22 AS build
WORKDIR /src
COPY . .
RUN go build -o /out/app .
FROM build AS test
RUN go test ./...
FROM debian:bookworm-slim
COPY --from=build /out/app /usr/local/bin/app
CMD ["app"]
`;
/** A file of 98 stages, each of which takes from two others. */
const MANY = Array.from({ length: 98 }, (_, at) => {
  const copies = at === 0 ? '' : `COPY --from=stage-number-${at - 1} /a /a\nCOPY --from=stage-number-${at >> 1} /b /b\n`;
  return `FROM alpine AS stage-number-${at}\nCOPY src${at} .\nRUN make ${at}\n${copies}USER nobody\n`;
}).join('\n');

let onionskin: Onionskin;
test.beforeEach(async ({ page }) => {
  onionskin = new Onionskin(page);
  await onionskin.open();
});
test.afterEach(() => expect(onionskin.failures).toEqual([]));

const button = (name: string) => onionskin.page.getByRole('button', { name, exact: true });
const steps = (stage: string) => onionskin.page.getByRole('checkbox', { name: `Steps of ${stage}`, exact: true });
const slab = (row: number) => onionskin.rows.nth(row).getByRole('button');

/** The boxes of all slabs that are shown, and what of their content lies outside of them. */
async function drawn(page: Page) {
  return page.evaluate(() => {
    const slabs = [...document.querySelectorAll('.layers .slab')];
    const box = (element: Element) => element.getBoundingClientRect();
    const shown = slabs.filter((slab) => box(slab).width > 0);
    let nOverlaps = 0;
    for (const [at, one] of shown.entries()) {
      for (const other of shown.slice(at + 1)) {
        const [a, b] = [box(one), box(other)];
        if (a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom) nOverlaps += 1;
      }
    }
    return { nSlabs: shown.length, nOverlaps };
  });
}

test('a pile that is turned over has the base at the bottom, and the list stays in file order', async ({ page }) => {
  const turn = button('Base at the bottom');
  const lines = () => onionskin.rows.evaluateAll((rows) => rows.map((row) => row.getAttribute('data-lines')));
  const before = await lines();
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await expect(turn).toHaveAttribute('aria-pressed', 'false');
    await turn.click();
    await expect(turn).toHaveAttribute('aria-pressed', 'true');
    const tops = await onionskin.rows.evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().top));
    expect([...tops].sort((a, b) => b - a)).toEqual(tops);
    expect(await lines()).toEqual(before);
    expect((await drawn(page)).nOverlaps).toBe(0);
    await turn.click();
  }
});

test('in a pile that is turned over, the arrow keys go where they point', async ({ page }) => {
  await button('Base at the bottom').click();
  await slab(0).click();
  await page.keyboard.press('ArrowUp');
  await expect(onionskin.rows.nth(1)).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('Home');
  await expect(onionskin.rows.nth(5)).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('ArrowDown');
  await expect(onionskin.rows.nth(4)).toHaveAttribute('aria-current', 'true');
});

test('a stage is folded and opened with the keyboard, and the focus stays', async ({ page }) => {
  await onionskin.editor.fill(STAGES);
  await onionskin.choose('App code');
  await steps('build').focus();
  await page.keyboard.press('Space');
  await expect(steps('build')).not.toBeChecked();
  await expect(steps('build')).toBeFocused();
  await expect(slab(0)).toContainText('build');
  await expect(slab(0)).toContainText('4 steps');
  await expect(slab(0)).toContainText('2 rebuild');
  await expect(slab(0)).toHaveAttribute('aria-expanded', 'false');
  for (const row of [1, 2, 3]) await expect(onionskin.rows.nth(row)).toBeHidden();
  await expect(onionskin.rows).toHaveCount(9);
  await page.keyboard.press('Space');
  await expect(slab(0)).toContainText('FROM golang:1.22');
  await expect(onionskin.rows.nth(3)).toBeVisible();
});

test('all stages are folded and opened at once, and a slab opens its stage', async ({ page }) => {
  await onionskin.editor.fill(STAGES);
  await button('Collapse stages').click();
  await expect(onionskin.rows.filter({ visible: true })).toHaveCount(3);
  await slab(0).focus();
  await page.keyboard.press('ArrowDown');
  await expect(slab(4)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(slab(4)).toBeFocused();
  await expect(onionskin.rows.nth(4)).toHaveAttribute('aria-current', 'true');
  await expect(onionskin.rows.nth(5)).toBeVisible();
  await button('Expand stages').click();
  await expect(onionskin.rows.filter({ visible: true })).toHaveCount(9);
});

test('the caret opens the stage that it comes to', async ({ page }) => {
  await onionskin.editor.fill(STAGES);
  await button('Collapse stages').click();
  await onionskin.editor.focus();
  await page.keyboard.press('ControlOrMeta+Home');
  await expect(onionskin.rows.nth(0)).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('ArrowDown');
  await expect(onionskin.rows.nth(1)).toHaveAttribute('aria-current', 'true');
  await expect(onionskin.rows.nth(1)).toBeVisible();
});

test('another document starts with a stack as it is at first', async () => {
  await onionskin.editor.fill(STAGES);
  await button('Base at the bottom').click();
  await button('Collapse stages').click();
  await onionskin.editor.fill('FROM alpine AS one\nRUN a command\nFROM one\nRUN another\n');
  await expect(button('Base at the bottom')).toHaveAttribute('aria-pressed', 'false');
  await expect(button('Collapse stages')).toBeVisible();
  await expect(onionskin.rows.filter({ visible: true })).toHaveCount(4);
});

test('of 98 stages there is an overview at every width, and nothing lies over anything', async ({ page }) => {
  await onionskin.paste(MANY);
  await expect(onionskin.rows).toHaveCount(98 * 6 - 2);
  for (const width of [390, 820, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    const { nSlabs, nOverlaps } = await drawn(page);
    expect(nOverlaps).toBe(0);
    expect(nSlabs).toBeLessThan(98 + 10);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  }
  await slab(4).click();
  await expect(onionskin.rows.nth(4)).toHaveAttribute('aria-current', 'true');
  await expect(onionskin.rows.nth(5)).toBeVisible();
});

test('typing goes on while an error is told', async ({ page }) => {
  await onionskin.editor.focus();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type('\nRUM');
  await expect(onionskin.fileError).toBeVisible();
  await expect(onionskin.editor).toBeFocused();
  await page.keyboard.type(' x');
  await expect(onionskin.rows.last()).toContainText('RUM x');
});

test('the rebuild is played once for each change, and not at all where less motion is asked for', async ({ page }) => {
  const playing = () =>
    page.evaluate(() =>
      document.getAnimations().filter((it) => it instanceof CSSAnimation && it.animationName === 'sweep').length,
    );
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await onionskin.choose('App code');
  expect(await playing()).toBeGreaterThan(0);
  await expect.poll(playing).toBe(0);
  await slab(1).click();
  expect(await playing()).toBe(0);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await onionskin.choose('Nothing');
  expect(await playing()).toBe(0);
});

for (const [name, presses] of [
  ['a folded stack', ['Collapse stages']],
  ['a folded stack that is turned over', ['Collapse stages', 'Base at the bottom']],
  ['an open stack that is turned over', ['Base at the bottom']],
] as const) {
  test(`axe finds nothing in ${name}`, async ({ page }) => {
    await onionskin.editor.fill(STAGES);
    await onionskin.choose('App code');
    for (const press of presses) await button(press).click();
    await expectAccessible(page);
  });
}
