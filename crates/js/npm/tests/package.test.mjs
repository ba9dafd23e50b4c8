// The package as its users have it.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

import {
  analyze,
  decodeLink,
  encodeLink,
  explain,
  OnionskinError,
  render,
  renderer,
  simulate,
  styleSheet,
} from 'onionskin';

const folder = join(dirname(fileURLToPath(import.meta.url)), '..');
const PYTHON = `FROM python:3.11-slim
WORKDIR /app
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY . .
CMD ["python", "run.py"]
`;

/** A project that has the package among its own. */
const project = mkdtempSync(join(tmpdir(), 'onionskin-'));
mkdirSync(join(project, 'node_modules'));
symlinkSync(folder, join(project, 'node_modules', 'onionskin'));
writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
after(() => rmSync(project, { recursive: true }));

test('a change has its verdicts', async () => {
  const { totals, steps, version } = await analyze(PYTHON, { change: 'requirements.txt' });
  assert.equal(version, 1);
  assert.equal(totals, '3 of 5 steps rebuild: 3, 4 and 5.');
  assert.deepEqual(
    steps.map((step) => step.verdict),
    ['reused', 'reused', 'rebuilds', 'rebuilds', 'rebuilds', 'settings'],
  );
});

test('places are those of a JavaScript string', async () => {
  const source = 'FROM alpine\nRUN echo "🐳" && apk add curl\n';
  const { instructions } = await explain(source);
  const word = instructions[1].words.find(({ text }) => text === 'curl');
  assert.equal(source.slice(word.places[0].start, word.places[0].end), 'curl');
});

test('a second build is simulated', async () => {
  const { steps } = await simulate(PYTHON, { images: ['python:3.11-slim'] });
  assert.ok(steps.slice(0, 5).every((step) => step.verdict === 'rebuilds'));
});

test('a link carries a document there and back', async () => {
  const document = {
    source: 'FROM alpine\r\nRUN echo "🐳"',
    files: ['a', 'b/'],
    change: 'a',
    build_args: { A: '1' },
    line: 2,
    view: 'files',
    seconds: { 2: 1.5 },
  };
  const link = await encodeLink(document);
  assert.match(link, /^2[\w-]*[a-z0-9]$/);
  assert.deepEqual(await decodeLink(`https://onionskin.test/#${link}`), document);
  await assert.rejects(decodeLink(link.slice(0, -3)), /^OnionskinError: This link looks cut off/);
  await assert.rejects(encodeLink({ source: 'FROM a', view: 'pile' }), /there is no view "pile": write stack/);
  await assert.rejects(encodeLink({ source: 'FROM a', seconds: { 1: -1 } }), /the step at line 1 cannot take so long/);
  await assert.rejects(encodeLink({}), /^OnionskinError: document: missing field `source`/);
});

test('a file with an error is an answer', async () => {
  const { error } = await analyze('FORM alpine\n');
  assert.match(error.message, /unknown instruction: FORM/);
  assert.equal(error.line, 1);
});

test('a file is rendered as an element with its code first, and as what else there is', async () => {
  const { markup, problems } = await render(PYTHON, {
    format: 'element',
    info: 'dockerfile onionskin change=requirements.txt select=4 color=red',
    page: 'https://example.org/onionskin/',
    id: 'guide-1',
  });
  const [element, attributes, code] = /^<onionskin-dockerfile ([^>]*)>\n<pre><code[^>]*>([^<]*)</.exec(markup);
  assert.ok(element);
  assert.equal(attributes, 'change="requirements.txt" select="4" src="https://example.org/onionskin/"');
  assert.equal(code.replaceAll('&quot;', '"'), PYTHON);
  assert.match(markup, /3 of 5 steps rebuild: 3, 4 and 5\./);
  assert.match(markup, /<details open/);
  assert.match(markup, /href="https:\/\/example\.org\/onionskin\/#/);
  assert.match(problems.join(), /^there is no key "color"/);
  assert.equal((await renderer())(PYTHON, { format: 'element' }).problems.length, 0);
  assert.match((await render(PYTHON)).markup, /^<!DOCTYPE html>/);
  assert.match((await render(PYTHON, { format: 'svg' })).markup, /^<svg /);
  await assert.rejects(render(PYTHON, { format: 'svg', id: 'x' }), /^OnionskinError: id: a drawing/);
  await assert.rejects(analyze('#\n'.repeat(10_000)), /^OnionskinError: too large to be shown/);
  assert.match(await styleSheet(), /^\.onionskin/);
});

test('what is asked wrongly is told', async () => {
  await assert.rejects(analyze(PYTHON, { chagne: 'nothing' }), (error) => {
    assert.ok(error instanceof OnionskinError);
    assert.match(error.message, /^setup: unknown field `chagne`, expected one of `change`/);
    return true;
  });
  await assert.rejects(
    analyze(undefined),
    /^OnionskinError: source: expected the text of a Dockerfile, found undefined/,
  );
  await assert.rejects(render(PYTHON, { page: 'javascript:alert(1)' }), /^OnionskinError: page: it has to start with/);
  await assert.rejects(analyze(PYTHON, { change: '../secrets' }), /is no path of a file in the build context/);
});

test('a program in TypeScript compiles with all checks', () => {
  writeFileSync(
    join(project, 'program.ts'),
    `import { analyze, type Analysis, type Verdict } from 'onionskin';
const analysis: Analysis = await analyze('FROM a', { change: 'app-code', build_args: { A: '1' } });
const verdicts: Verdict[] = analysis.changes.flatMap((choice) => choice.verdicts);
// @ts-expect-error: there is no such option
await analyze('FROM a', { chagne: 'app-code' });
export default verdicts;
`,
  );
  for (const [module, moduleResolution] of [
    ['esnext', 'bundler'],
    ['nodenext', 'nodenext'],
  ]) {
    const compilerOptions = { strict: true, noEmit: true, target: 'es2022', module, moduleResolution, types: [] };
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['program.ts'] }));
    const tsc = join(folder, 'node_modules', 'typescript', 'bin', 'tsc');
    const { status, stdout } = spawnSync(process.execPath, [tsc, '--project', project], { encoding: 'utf8' });
    assert.equal(stdout, '');
    assert.equal(status, 0);
  }
});

test('a bundle of esbuild works without options, for Node and for browsers', async () => {
  writeFileSync(
    join(project, 'entry.js'),
    `import { analyze } from 'onionskin';
export const answer = analyze('FROM alpine\\n').then(({ summary }) => summary);
`,
  );
  const esbuild = await import('esbuild');
  for (const platform of ['node', 'browser']) {
    const outfile = join(project, `${platform}.mjs`);
    const { warnings } = await esbuild.build({
      absWorkingDir: project,
      entryPoints: ['entry.js'],
      bundle: true,
      minify: true,
      format: 'esm',
      platform,
      outfile,
    });
    assert.deepEqual(warnings, []);
    const { answer } = await import(pathToFileURL(outfile).href);
    assert.match(await answer, /Alpine Linux/);
  }
});

test('what is published is the built package, and its interface is the one that is known', () => {
  const [{ files }] = JSON.parse(
    execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: folder, encoding: 'utf8' }),
  );
  assert.deepEqual(
    files.map(({ path }) => path).sort(),
    readFileSync(join(folder, 'tests', 'published.txt'), 'utf8')
      .trim()
      .split('\n'),
  );
  const published = readFileSync(join(folder, 'dist', 'index.d.ts'), 'utf8');
  assert.equal(published, readFileSync(join(folder, 'tests', 'index.d.ts.txt'), 'utf8'));
});
