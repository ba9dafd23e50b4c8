// How long a key press takes until the page is painted anew, for a short and a long Dockerfile. `cargo xtask bench-page` builds
// and serves the site and runs this. It tells figures and judges nothing.
import { chromium } from '@playwright/test';

/** How many keys are pressed in each file. */
const N_KEYS = 150;
/** From one key to the next, in milliseconds: somebody who types fast. */
const PAUSE_MS = 90;
/** The shortest that browsers tell, in milliseconds; what is shorter counts as this. Longer ones are told in steps of 8. */
const SHORTEST_MS = 16;
/** What is typed, behind a command in the middle of the file. */
const TYPED = ' && echo "some words" > /srv/note.txt';

/** A Dockerfile of `nLines` lines with a stage for each 25 of them: commands, copies between stages, settings, comments. */
function dockerfile(nLines) {
  const lines = [];
  for (let stage = 0; lines.length < nLines; stage += 1) {
    lines.push(`FROM debian:bookworm-slim AS stage${stage}`, `# What stage ${stage} is for`, `ARG VERSION=${stage}`);
    lines.push('RUN apt-get update && apt-get install -y --no-install-recommends curl git', `WORKDIR /src/${stage}`);
    if (stage > 0) lines.push(`COPY --from=stage${stage - 1} /out /in`);
    lines.push('COPY package.json package-lock.json ./', 'RUN npm ci');
    for (let at = 0; at < 14; at += 1) {
      lines.push(`RUN make part-${at} \\`, `    && install -m 0755 part-${at} "/out/part-${at}-$VERSION"`);
      at += 1;
      lines.push(`ENV PART_${at}=/out/part-${at}`);
    }
    lines.push('');
  }
  return `${lines.slice(0, nLines).join('\n').replace(/ \\$/, '')}\n`;
}

/** Counts, for each key, the longest of its events, from the key to the paint behind it. */
function listen() {
  const slow = new Map();
  const start = performance.now();
  window.slowKeys = slow;
  const keep = (list) => {
    for (const { interactionId, duration, startTime } of list.getEntries()) {
      // A key from before that changed nothing waits for the next paint.
      if (interactionId && startTime > start) slow.set(interactionId, Math.max(slow.get(interactionId) ?? 0, duration));
    }
  };
  new PerformanceObserver(keep).observe({ type: 'event', durationThreshold: 16 });
}

async function measure(browser, url, nLines) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(url);
  // Once somebody moves, the code editor takes the place of the text field.
  await page.locator('.editor textarea').waitFor();
  await page.waitForTimeout(1_000);
  await page.mouse.move(1, 1);
  await page.locator('.cm-content').waitFor();
  const editor = page.getByRole('textbox', { name: 'Dockerfile' });
  await editor.fill(dockerfile(nLines));
  await editor.focus();
  await page.keyboard.press('ControlOrMeta+Home');
  for (let line = 0; line < nLines / 2; line += 1) await page.keyboard.press('ArrowDown');
  while (!(await page.locator('[aria-current="true"]').first().textContent()).includes('RUN npm ci')) {
    await page.keyboard.press('ArrowDown');
    // The page follows once the key is painted.
    await page.waitForTimeout(PAUSE_MS);
  }
  await page.keyboard.press('End');
  // On a first visit, the browser now keeps the files of the page, which is not what is measured.
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.waitForTimeout(2_000);
  await page.evaluate(listen);
  for (let at = 0; at < N_KEYS; at += 1) {
    await page.keyboard.press(TYPED[at % TYPED.length]);
    await page.waitForTimeout(PAUSE_MS);
  }
  await page.waitForTimeout(500);
  const slow = await page.evaluate(() => [...window.slowKeys.values()]);
  await page.close();
  const fast = Array(Math.max(0, N_KEYS - slow.length)).fill(SHORTEST_MS);
  const all = [...fast, ...slow].sort((a, b) => a - b);
  const share = (part) => all[Math.min(all.length - 1, Math.ceil(all.length * part) - 1)];
  return { nLines, nKeys: all.length, p50: share(0.5), p95: share(0.95), max: all.at(-1) };
}

const url = process.env.ONIONSKIN_URL;
const executablePath = process.env.CHROMIUM;
if (!url) throw new Error('ONIONSKIN_URL is not set; `cargo xtask bench-page` sets it.');
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
console.log('Key to paint, in milliseconds (aim: 95 of 100 within 32 for 100 lines, within 64 for 1,000 lines):');
for (const nLines of [100, 1_000]) {
  const { nKeys, p50, p95, max } = await measure(browser, url, nLines);
  console.log(`${nLines.toLocaleString('en').padStart(6)} lines, ${nKeys} keys: p50 ${p50}, p95 ${p95}, max ${max}`);
}
await browser.close();
