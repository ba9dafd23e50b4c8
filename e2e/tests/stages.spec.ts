import { expect, test } from '@playwright/test';
import { Onionskin } from './onionskin';

let onionskin: Onionskin;
test.beforeEach(async ({ page }) => {
  onionskin = new Onionskin(page);
  await onionskin.open();
});
test.afterEach(() => expect(onionskin.failures).toEqual([]));

const REUSED = 'reused';
const REBUILDS = 'rebuilds';
const MAYBE = 'rebuilds-unless-same';
const NOT_BUILT = 'not-built';
const SETTINGS = 'settings';

const GO = `FROM golang:1.22 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN go build -o /out/app .
FROM debian:bookworm-slim
RUN apt-get update
COPY --from=build /out/app /usr/local/bin/app
RUN chmod +x /usr/local/bin/app
CMD ["app"]
`;
const TARGETS = `FROM alpine:3.19 AS base
RUN echo base
FROM base AS dev
COPY a /a
RUN echo dev
FROM base AS prod
COPY b /b
RUN echo prod
`;

/** Files that were built twice with BuildKit, the change between the builds, and what the second build did. */
const RECORDED: [name: string, file: string, change: string, verdicts: string[]][] = [
  [
    // The binary came out the same, which only the build could tell.
    'a Go build whose code changed',
    GO,
    'App code',
    [REUSED, REUSED, REUSED, REUSED, REBUILDS, REBUILDS, REUSED, REUSED, MAYBE, MAYBE, SETTINGS],
  ],
  [
    'a Go build whose modules changed',
    GO,
    'go.mod',
    [REUSED, REUSED, REBUILDS, REBUILDS, REBUILDS, REBUILDS, REUSED, REUSED, MAYBE, MAYBE, SETTINGS],
  ],
  [
    'a Go build with another builder image',
    GO,
    'Base image golang:1.22',
    [REBUILDS, REBUILDS, REBUILDS, REBUILDS, REBUILDS, REBUILDS, REUSED, REUSED, MAYBE, MAYBE, SETTINGS],
  ],
  [
    'a linked copy on another base image',
    'ARG TAG=3.19\nFROM alpine:${TAG}\nCOPY --link a /a\n',
    'ARG TAG',
    [SETTINGS, REBUILDS, REUSED],
  ],
  [
    'a copy that is not linked on another base image',
    'ARG TAG=3.19\nFROM alpine:${TAG}\nRUN echo a\nCOPY a /a\n',
    'ARG TAG',
    [SETTINGS, REBUILDS, REBUILDS, REBUILDS],
  ],
  [
    'a stage that is mounted whole',
    'FROM alpine:3.19 AS b\nCOPY a /a\nRUN mkdir /out && echo const > /out/f\nFROM alpine:3.19\nRUN --mount=type=bind,from=b,target=/mnt cp /mnt/out/f /f\nRUN echo z\n',
    'App code',
    // Whether the RUN before it leaves /a alone, only the build can tell.
    [REUSED, REBUILDS, REBUILDS, REUSED, MAYBE, MAYBE],
  ],
  [
    'a cache that is filled from a stage',
    'FROM alpine:3.19 AS seed\nCOPY a /seed/a\nFROM alpine:3.19\nRUN --mount=type=cache,from=seed,source=/seed,target=/c ls /c\nRUN echo z\n',
    'App code',
    [REUSED, REBUILDS, REUSED, REBUILDS, REBUILDS],
  ],
  [
    'stages one on the other',
    'FROM alpine:3.19 AS a\nCOPY x /x\nFROM a AS b\nRUN echo b\nFROM b\nRUN echo c\n',
    'App code',
    [REUSED, REBUILDS, SETTINGS, REBUILDS, SETTINGS, REBUILDS],
  ],
  [
    'a stage that nothing needs',
    'FROM alpine:3.19 AS unused\nCOPY a /a\nRUN echo u\nFROM alpine:3.19\nRUN echo z\n',
    'Nothing',
    [NOT_BUILT, NOT_BUILT, NOT_BUILT, REUSED, REUSED],
  ],
  [
    'another base image',
    'FROM python:3.11-slim\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\nCOPY . .\nRUN python -m compileall .\nEXPOSE 5000\nCMD ["python","app.py"]\n',
    'Base image python:3.11-slim',
    [REBUILDS, REBUILDS, REBUILDS, REBUILDS, REBUILDS, REBUILDS, SETTINGS, SETTINGS],
  ],
  [
    'an argument that no copy sees',
    'FROM alpine:3.19\nARG X=1\nCOPY a /a\nWORKDIR /w\nCOPY a b /d/\n',
    'ARG X',
    [REUSED, SETTINGS, REUSED, REUSED, REUSED],
  ],
  [
    'an argument of the stage below',
    'FROM alpine:3.19 AS base\nARG X=1\nFROM base\nRUN echo a\n',
    'ARG X',
    [REUSED, SETTINGS, SETTINGS, REBUILDS],
  ],
  [
    'an argument that a variable hides',
    'FROM alpine:3.19\nARG X=1\nENV X=fixed\nRUN echo 2\n',
    'ARG X',
    [REUSED, SETTINGS, SETTINGS, REUSED],
  ],
];
for (const [name, file, change, verdicts] of RECORDED) {
  test(`${name}: the page says what BuildKit did`, async () => {
    await onionskin.editor.fill(file);
    await onionskin.choose(change);
    await onionskin.expectVerdicts(verdicts);
    const lines = await onionskin.rows.evaluateAll((rows) => rows.map((row) => row.getAttribute('data-lines')));
    expect(lines).toEqual(verdicts.map((_, at) => `${at + 1}-${at + 1}`));
  });
}

test('a step that takes from another stage says so', async () => {
  await onionskin.editor.fill(GO);
  await expect(onionskin.rows.nth(8).getByRole('button', { name: /takes \/out\/app from build/ })).toBeVisible();
  await onionskin.editor.fill(TARGETS);
  await expect(onionskin.rows.nth(5).getByRole('button', { name: /starts from base/ })).toBeVisible();
});

test('the target is chosen with the keyboard, and decides what is built', async () => {
  await onionskin.editor.fill(TARGETS);
  await onionskin.choose('Nothing');
  await expect(onionskin.target).toHaveValue('');
  await expect(onionskin.target.locator('option')).toHaveText(['base', 'dev', 'prod (last stage)']);
  await onionskin.expectVerdicts([REUSED, REUSED, NOT_BUILT, NOT_BUILT, NOT_BUILT, SETTINGS, REUSED, REUSED]);
  await onionskin.changes.getByRole('radio', { name: 'Nothing', exact: true }).focus();
  await onionskin.page.keyboard.press('Tab');
  await expect(onionskin.page.getByRole('button', { name: 'Choose files…' })).toBeFocused();
  await onionskin.page.keyboard.press('Tab');
  await expect(onionskin.target).toBeFocused();
  await onionskin.page.keyboard.press('Home');
  await expect(onionskin.target).toHaveValue('base');
  await onionskin.expectVerdicts([REUSED, REUSED, ...Array(6).fill(NOT_BUILT)]);
  await onionskin.page.keyboard.press('End');
  await onionskin.expectVerdicts([REUSED, REUSED, NOT_BUILT, NOT_BUILT, NOT_BUILT, SETTINGS, REUSED, REUSED]);
});

test('a target that the file no longer has is told in the words of BuildKit, and another can be chosen', async () => {
  await onionskin.editor.fill(TARGETS);
  await onionskin.choose('Nothing');
  await onionskin.target.selectOption('dev');
  await onionskin.editor.fill(TARGETS.replace('AS dev', 'AS develop'));
  await expect(onionskin.page.getByRole('alert')).toContainText('target stage "dev" could not be found');
  await expect(onionskin.editor).toHaveAttribute('aria-invalid', 'true');
  await expect(onionskin.rows).toHaveCount(8);
  await expect(onionskin.target).toHaveValue('dev');
  await onionskin.target.selectOption('develop');
  await expect(onionskin.page.getByRole('alert')).toHaveCount(0);
  await onionskin.expectVerdicts([REUSED, REUSED, SETTINGS, REUSED, REUSED, NOT_BUILT, NOT_BUILT, NOT_BUILT]);
});

test('a build argument is given with the keyboard, and taken back', async () => {
  await onionskin.editor.fill('ARG TAG=3.19\nFROM alpine:$TAG\nARG NAME\nRUN echo $NAME\n');
  await expect(onionskin.page.getByText('Build arguments')).toBeVisible();
  await onionskin.changes.getByRole('radio', { checked: true }).focus();
  await onionskin.page.keyboard.press('Tab');
  await onionskin.page.keyboard.press('Tab');
  await onionskin.page.keyboard.press('Enter');
  await onionskin.page.keyboard.press('Tab');
  const tag = onionskin.page.getByRole('textbox', { name: 'ARG TAG' });
  await expect(tag).toBeFocused();
  await expect(tag).toHaveAttribute('placeholder', '3.19');
  await onionskin.page.keyboard.type('3.20');
  await expect(onionskin.changes.getByRole('radio', { name: 'Base image alpine:3.20', exact: true })).toBeVisible();
  await tag.fill('');
  await expect(onionskin.changes.getByRole('radio', { name: 'Base image alpine:3.19', exact: true })).toBeVisible();
  await expect(onionskin.page.getByRole('textbox', { name: 'ARG NAME' })).toBeVisible();
});

test('a link carries the target and the build arguments', async ({ browser }) => {
  await onionskin.editor.fill(`ARG TAG=3.19\n${TARGETS.replace('3.19', '$TAG')}`);
  await onionskin.target.selectOption('base');
  await onionskin.page.getByText('Build arguments').click();
  await onionskin.page.getByRole('textbox', { name: 'ARG TAG' }).fill('3.20');
  await onionskin.page.getByRole('button', { name: 'Share', exact: true }).click();
  const link = await onionskin.page.getByRole('textbox', { name: 'Link', exact: true }).inputValue();
  const context = await browser.newContext();
  const receiver = new Onionskin(await context.newPage());
  await receiver.page.goto(link);
  await expect(receiver.target).toHaveValue('base');
  await expect(receiver.changes.getByRole('radio', { name: 'Base image alpine:3.20', exact: true })).toBeVisible();
  await context.close();
});

test('each link of the chain of causes leads to its step', async () => {
  await onionskin.editor.fill(GO);
  await onionskin.choose('App code');
  await onionskin.rows.nth(9).getByRole('button').click();
  const chain = onionskin.explanation.getByRole('list').filter({ hasText: 'code changed' });
  await expect(chain.getByRole('listitem').first()).toContainText('code changed');
  await chain.getByRole('button', { name: 'Go to step 5 of 6 in build' }).click();
  await expect(onionskin.rows.nth(4)).toHaveAttribute('aria-current', 'true');
});

test('what BuildKit refuses though the syntax is right is told and marked, and the picture stays', async () => {
  for (const [file, message, line] of [
    ['FROM alpine\nRUN a\nFROM $NONE\nRUN b\n', 'base name ($NONE) should not be blank', 3],
    ['FROM alpine AS a\nCOPY --from=a /x /x\n', 'circular dependency', 2],
  ] as const) {
    await onionskin.editor.fill(file);
    await expect(onionskin.page.getByRole('alert')).toContainText(message);
    await expect(onionskin.editor).toHaveAttribute('aria-invalid', 'true');
    await expect(onionskin.rows).toHaveCount(file.trimEnd().split('\n').length);
    await expect(onionskin.rows.nth(line - 1)).toContainText('error');
    await onionskin.rows.nth(line - 1).getByRole('button').click();
    await expect(onionskin.explanation).toContainText(message);
  }
});

test('seven stages stand side by side at 1440 px, and nothing lies over anything', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const stages = Array.from({ length: 7 }, (_, at) => {
    const copies = at === 0 ? '' : `COPY --from=s${at - 1} /a /a\nCOPY --from=s${Math.floor(at / 2)} /b /b\n`;
    return `FROM alpine AS s${at}\nRUN make number ${at}\n${copies}USER nobody\n`;
  });
  await onionskin.editor.fill(stages.join('\n'));
  await expect(onionskin.rows).toHaveCount(33);
  const boxes = await onionskin.rows.evaluateAll((rows) =>
    rows.map((row) => {
      const { left, right, top, bottom } = row.querySelector('button')!.getBoundingClientRect();
      return { left, right, top, bottom, lane: Number(row.getAttribute('data-stage')) };
    }),
  );
  for (const [at, box] of boxes.entries()) {
    expect(box.right - box.left).toBeGreaterThan(60);
    for (const other of boxes.slice(at + 1)) {
      expect(other.top).toBeGreaterThanOrEqual(box.bottom);
      if (other.lane > box.lane) expect(other.left).toBeGreaterThan(box.right);
    }
  }
  const spilt = await onionskin.rows.evaluateAll((rows) =>
    rows.flatMap((row) => {
      const slab = row.querySelector('button')!;
      const inside = slab.getBoundingClientRect();
      const [text, verdict] = ['.slab-text', '.verdict'].map((part) => slab.querySelector(part)!.getBoundingClientRect());
      const isInside = [text, verdict].every(({ top, bottom }) => top >= inside.top && bottom <= inside.bottom);
      const isApart = text.bottom <= verdict.top + 1 || text.right <= verdict.left;
      return isInside && isApart ? [] : [slab.textContent];
    }),
  );
  expect(spilt).toEqual([]);
  const pane = await onionskin.layers.evaluate((list) => {
    const scroller = list.parentElement!.parentElement!;
    return scroller.scrollWidth - scroller.clientWidth;
  });
  expect(pane).toBeLessThanOrEqual(0);
});
