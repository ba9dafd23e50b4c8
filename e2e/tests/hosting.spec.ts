import { expect, test } from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Onionskin } from './onionskin';
import { DIST } from './servers';

/** The web server, and the types of files that come with it. */
const NGINX = process.env.NGINX || '/usr/sbin/nginx';
const MIME_TYPES = join(dirname(NGINX), '../../etc/nginx/mime.types');

/** Trunk writes a checksum as a number, without the zeros that it may begin with. */
const SHORT_CHECKSUM = 'onionskin-web-de209c660097d1_bg.wasm';

let nginx: ChildProcess;
let folder: string;
let origin: string;
let said = '';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

// The configuration as docs/nginx.conf has it, but for where the site lies on this machine.
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onionskin-nginx-'));
  const recipe = await readFile(new URL('../../docs/nginx.conf', import.meta.url), 'utf8');
  expect(recipe).toContain('alias /srv/onionskin/;');
  const site = join(folder, 'site');
  await cp(DIST, site, { recursive: true });
  await writeFile(join(site, SHORT_CHECKSUM), '');
  await writeFile(join(folder, 'onionskin.conf'), recipe.replace('/srv/onionskin/', `${site}/`));
  await writeFile(join(folder, 'mime.types'), await readFile(MIME_TYPES, 'utf8'));
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((it) => `${it}_temp_path ${folder}/${it};`);
  const conf = `
    daemon off;
    master_process off;
    pid ${folder}/pid;
    error_log stderr;
    events {}
    http {
      access_log off;
      ${temporary.join('\n')}
      server { listen 127.0.0.1:${port}; include onionskin.conf; }
    }`;
  await writeFile(join(folder, 'nginx.conf'), conf);
  nginx = spawn(NGINX, ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: ['ignore', 'ignore', 'pipe'] });
  nginx.on('error', (error) => (said += String(error)));
  nginx.stderr?.on('data', (data) => (said += String(data)));
  const answers = () => fetch(`${origin}/onionskin/`).then(
    ({ status }) => status,
    (error) => `${error} ${said}`,
  );
  await expect.poll(answers).toBe(200);
});

test.afterAll(async () => {
  const ended = new Promise((resolve) => nginx.on('exit', resolve));
  if (nginx.kill()) await ended;
  await rm(folder, { recursive: true });
});

test('nginx serves the page below a path as the recipe says', async ({ page }) => {
  const answers: string[] = [];
  page.on('response', (response) => answers.push(`${response.status()} ${response.url()}`));
  const onionskin = new Onionskin(page);
  await page.goto(`${origin}/onionskin/`);
  await onionskin.expectWholeEditor();
  await onionskin.choose('App code');
  await onionskin.expectVerdicts(['reused', 'reused', 'reused', 'reused', 'rebuilds', 'settings']);
  await expect(onionskin.explanation).toContainText('What it does');
  expect(answers.filter((it) => !it.startsWith(`200 ${origin}/onionskin/`))).toEqual([]);
  expect(onionskin.failures).toEqual([]);
});

test('nginx says of each file what it is, how long it holds, and what the page may do', async () => {
  const index = await fetch(`${origin}/onionskin/`);
  const page = await index.text();
  const wasm = /[\w.-]+_bg\.wasm/.exec(page)![0];
  const headersOf = async (name: string) => (await fetch(`${origin}/onionskin/${name}`)).headers;
  const forever = 'public, max-age=31536000, immutable';
  const expected: [string, string, string][] = [
    ['', 'text/html; charset=utf-8', 'no-cache'],
    ['index.html', 'text/html; charset=utf-8', 'no-cache'],
    ['sw.js', 'application/javascript; charset=utf-8', 'no-cache'],
    ['embed.js', 'application/javascript; charset=utf-8', 'no-cache'],
    ['v1/embed.js', 'application/javascript; charset=utf-8', 'no-cache'],
    ['editor-licences.txt', 'text/plain; charset=utf-8', 'no-cache'],
    ['examples/node-slow.Dockerfile', 'application/octet-stream', 'no-cache'],
    ['manifest.webmanifest', 'application/manifest+json', 'no-cache'],
    ['icons/any-192.png', 'image/png', 'no-cache'],
    [wasm, 'application/wasm', forever],
    [SHORT_CHECKSUM, 'application/wasm', forever],
    [/styles-[\w.-]+\.css/.exec(page)![0], 'text/css; charset=utf-8', forever],
    [/boot-[\w.-]+\.js/.exec(page)![0], 'application/javascript; charset=utf-8', forever],
    [/editor-[\w.-]+\.js/.exec(page)![0], 'application/javascript; charset=utf-8', forever],
  ];
  for (const [name, type, cache] of expected) {
    const headers = await headersOf(name);
    expect([headers.get('content-type'), headers.get('cache-control')], name).toEqual([type, cache]);
    expect(headers.get('access-control-allow-origin'), name).toBe('*');
    expect(headers.get('content-security-policy'), name).toContain("default-src 'self'");
    expect(headers.get('content-security-policy'), name).not.toMatch(/unsafe-inline|'unsafe-eval'|frame-ancestors/);
    expect(headers.get('x-content-type-options'), name).toBe('nosniff');
  }
  const zipped = await fetch(`${origin}/onionskin/${wasm}`, { headers: { 'accept-encoding': 'gzip' } });
  expect(zipped.headers.get('content-encoding')).toBe('gzip');
});

/** What is said of a path as it stands here: `fetch` would leave out what leads up. */
function statusOf(path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin);
    get({ hostname, port, path }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on('error', reject);
  });
}

test('nginx refuses what is not there, and what is outside of the path', async () => {
  for (const [path, status] of [
    ['/onionskin/nothing', 404],
    ['/onionskin/v1/', 403],
    ['/', 404],
    ['/onionskin/../Cargo.toml', 404],
    ['/onionskin/%2e%2e/Cargo.toml', 404],
    ['/onionskin/../../Cargo.toml', 400],
    ['/onionskin../Cargo.toml', 404],
  ] as const) {
    expect(await statusOf(path), path).toBe(status);
  }
  // A path without its slash leads to the page, whose files lie below the path.
  const response = await fetch(`${origin}/onionskin`, { redirect: 'manual' });
  expect([response.status, new URL(response.headers.get('location')!).pathname]).toEqual([301, '/onionskin/']);
});
