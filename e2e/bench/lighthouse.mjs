// What Lighthouse says of the page on a slow phone. `cargo xtask bench-page` builds the site and runs this. It tells figures and
// judges nothing: its times are those of this machine, slowed down, and anything else that runs here makes them longer.
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, relative } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import lighthouse from 'lighthouse';

/** Of how many runs the median is told. */
const N_RUNS = 5;
/** How long the browser may take to start, in milliseconds. */
const START_MS = 20_000;

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

/** Serves the site as a good web server does: compressed, and with names that never change kept for long. */
async function serve(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = new Map();
  for (const entry of entries.filter((entry) => entry.isFile())) {
    const path = join(entry.parentPath, entry.name);
    files.set(`/${relative(folder, path)}`, brotliCompressSync(await readFile(path)));
  }
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const name = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
    const body = files.get(name);
    if (!body) {
      response.writeHead(404).end();
      return;
    }
    const lasts = /-[0-9a-f]{8,16}(_bg)?\.\w+$/.test(name);
    response.writeHead(200, {
      'cache-control': lasts ? 'max-age=31536000, immutable' : 'no-cache',
      'content-encoding': 'br',
      'content-length': body.length,
      'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
      'x-content-type-options': 'nosniff',
    });
    response.end(body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** Starts the browser, and returns it with the port that it can be driven by. */
async function start(profile) {
  const args = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];
  const browser = spawn(process.env.CHROMIUM, [...args, '--remote-debugging-port=0', `--user-data-dir=${profile}`]);
  const port = await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('the browser did not start')), START_MS);
    browser.stderr.on('data', (text) => {
      const told = /DevTools listening on ws:\/\/[^:]+:(\d+)/.exec(text);
      if (!told) return;
      clearTimeout(late);
      resolve(Number(told[1]));
    });
  });
  return { browser, port };
}

/** What a category finds wrong, and where. */
function faults({ categories, audits }, category) {
  const wrong = categories[category].auditRefs.map(({ id }) => audits[id]).filter(({ score }) => score !== null && score < 1);
  return wrong.flatMap(({ title, details }) => [`  ${title}`, ...(details?.items ?? []).map(({ node }) => `    ${node?.snippet}`)]);
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

const server = await serve(process.env.ONIONSKIN_DIST);
const profile = await mkdtemp(join(tmpdir(), 'onionskin-lighthouse-'));
const { browser, port } = await start(profile);
try {
  const runs = [];
  for (let run = 0; run < N_RUNS; run += 1) {
    const url = `http://127.0.0.1:${server.address().port}/`;
    const { lhr } = await lighthouse(url, { port, logLevel: 'error', onlyCategories: ['performance', 'accessibility', 'best-practices'] });
    runs.push(lhr);
  }
  for (const { id, title } of Object.values(runs[0].categories)) {
    const scores = runs.map((run) => Math.round(run.categories[id].score * 100));
    console.log(`${title}: ${median(scores)} (${scores.join(', ')})`);
    if (id !== 'performance') faults(runs[0], id).forEach((line) => console.log(line));
  }
  for (const id of ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift']) {
    const values = runs.map((run) => run.audits[id].numericValue);
    const unit = runs[0].audits[id].numericUnit === 'millisecond' ? ' ms' : '';
    console.log(`${runs[0].audits[id].title}: ${unit ? Math.round(median(values)) : median(values)}${unit}`);
  }
} finally {
  browser.kill();
  await new Promise((resolve) => browser.once('exit', resolve));
  await rm(profile, { recursive: true, force: true });
  server.close();
}
