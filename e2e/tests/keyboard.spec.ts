import { expect, test } from '@playwright/test';
import { Onionskin } from './onionskin';

let onionskin: Onionskin;
test.beforeEach(async ({ page }) => {
  onionskin = new Onionskin(page);
  await onionskin.open();
});

test('the arrow keys move through the changes', async () => {
  await onionskin.choose('Nothing');
  await onionskin.changes.getByRole('radio', { name: 'Nothing', exact: true }).focus();
  await onionskin.page.keyboard.press('ArrowRight');
  await expect(onionskin.changes.getByRole('radio', { name: 'requirements.txt', exact: true })).toBeChecked();
  await onionskin.expectVerdicts(['reused', 'reused', 'rebuilds', 'rebuilds', 'rebuilds', 'settings']);
});

test('Enter on a layer selects it', async () => {
  await onionskin.rows.nth(4).getByRole('button').focus();
  await onionskin.page.keyboard.press('Enter');
  await expect(onionskin.rows.nth(4)).toHaveAttribute('aria-current', 'true');
});

test('Tab leaves the editor', async () => {
  await onionskin.editor.focus();
  await onionskin.page.keyboard.press('Tab');
  await expect(onionskin.editor).not.toBeFocused();
  expect(await onionskin.text()).not.toContain('\t');
});

test('the share dialog holds the focus until it is closed', async () => {
  await onionskin.page.getByRole('button', { name: 'Share', exact: true }).focus();
  await onionskin.page.keyboard.press('Enter');
  const dialog = onionskin.page.getByRole('dialog', { name: 'Share' });
  await expect(dialog).toBeVisible();
  for (let presses = 0; presses < 12; presses += 1) {
    await onionskin.page.keyboard.press('Tab');
    const isInside = await dialog.evaluate(
      (element) => element.contains(document.activeElement) || document.activeElement === document.body,
    );
    expect(isInside).toBe(true);
  }
  await onionskin.page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(onionskin.page.getByRole('button', { name: 'Share', exact: true })).toBeFocused();
});
