import { expect, test } from '@playwright/test';
import { Onionskin } from './onionskin';

let onionskin: Onionskin;
test.beforeEach(async ({ page }) => {
  onionskin = new Onionskin(page);
  await onionskin.open();
});
test.afterEach(() => expect(onionskin.failures).toEqual([]));

test('typing an edit updates the layers, the changes and the verdicts', async () => {
  await onionskin.choose('App code');
  await onionskin.editor.click();
  await onionskin.page.keyboard.press('Control+End');
  await onionskin.page.keyboard.type('\nRUN python -m compileall .');
  await expect(onionskin.rows).toHaveCount(7);
  await expect(onionskin.rows.nth(6)).toHaveAttribute('data-step', '[6/6]');
  await expect(onionskin.rows.nth(6)).toHaveAttribute('data-verdict', 'rebuilds');
  await onionskin.editor.fill('FROM node:22\nCOPY package.json yarn.lock ./\nRUN yarn install\nCOPY src src\n');
  await expect(onionskin.changes.getByRole('radio', { name: 'yarn.lock', exact: true })).toBeVisible();
  await onionskin.choose('package.json');
  await onionskin.expectVerdicts(['reused', 'rebuilds', 'rebuilds', 'rebuilds']);
});

test('a syntax error is shown in the words of BuildKit, with what can still be shown, and goes away', async () => {
  const seed = await onionskin.text();
  await onionskin.editor.fill(seed.replace('RUN pip', 'RUM pip'));
  await expect(onionskin.fileError).toContainText(
    'dockerfile parse error on line 4: unknown instruction: RUM (did you mean RUN?)',
  );
  await expect(onionskin.editor).toHaveAttribute('aria-invalid', 'true');
  await expect(onionskin.rows).toHaveCount(6);
  await expect(onionskin.rows.first()).toHaveAttribute('data-step', /\[1\//);
  await onionskin.editor.fill(seed);
  await expect(onionskin.fileError).toHaveCount(0);
  await expect(onionskin.editor).not.toHaveAttribute('aria-invalid', 'true');
  await expect(onionskin.rows).toHaveCount(6);
});

test('a file copied out of another stage rebuilds unless it comes out the same', async () => {
  await onionskin.editor.fill(
    'FROM golang:1.22 AS build\nWORKDIR /src\nCOPY . .\nRUN go build -o /out/app .\nFROM scratch\nCOPY --from=build /out/app /app\nENTRYPOINT ["/app"]\n',
  );
  await onionskin.choose('App code');
  await onionskin.expectVerdicts(['reused', 'reused', 'rebuilds', 'rebuilds', 'settings', 'rebuilds-unless-same', 'settings']);
});
