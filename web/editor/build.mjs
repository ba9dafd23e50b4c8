// Bundles the editor, and tells the page the name of the file. Trunk runs it once the page is built (see Trunk.toml).

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));
if (!existsSync(join(folder, 'node_modules'))) {
  fail('its packages are not installed. `cargo xtask build` does it, or `npm ci --ignore-scripts` in web/editor');
}
const dist = process.env.TRUNK_STAGING_DIR ?? fail('TRUNK_STAGING_DIR is not set: Trunk runs this');
const { build } = await import('esbuild');

/** What stands in the page for the name of the file. */
const PLACEHOLDER = 'editor.js';

/** In the page, where the licences of what is bundled stand. */
const LICENCES = 'editor-licences.txt';

// style-mod adds its rules with a style element, which a strict Content-Security-Policy blocks, but for shadow roots with
// a style sheet object, which none does. All browsers that the page runs in have these for documents, too.
const adoptedStyles = {
  name: 'adopted-styles',
  setup(build) {
    build.onLoad({ filter: /style-mod[\\/]src[\\/]style-mod\.js$/ }, ({ path }) => ({
      contents: replaceOnce(
        readFileSync(path, 'utf8'),
        '!root.head && root.adoptedStyleSheets',
        'root.adoptedStyleSheets',
      ),
    }));
  },
};

const { metafile } = await build({
  absWorkingDir: folder,
  entryPoints: ['src/editor.ts'],
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  charset: 'utf8',
  outdir: dist,
  entryNames: 'editor-[hash]',
  banner: { js: `/*! With CodeMirror, by Marijn Haverbeke and others. Licences: ${LICENCES} */` },
  plugins: [adoptedStyles],
  metafile: true,
  logLevel: 'warning',
});

const [name] = Object.keys(metafile.outputs).map((path) => path.replace(/.*[\\/]/, ''));
const index = join(dist, 'index.html');
writeFileSync(index, replaceOnce(readFileSync(index, 'utf8'), PLACEHOLDER, name));

const packages = Object.keys(metafile.inputs).map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]);
const licences = [...new Set(packages)].filter(Boolean).map((name) => {
  const licence = readFileSync(join(folder, 'node_modules', name, 'LICENSE'), 'utf8');
  return `${name}\n\n${licence}`;
});
writeFileSync(join(dist, LICENCES), licences.join('\n\n'));

function replaceOnce(text, old, replacement) {
  const parts = text.split(old);
  return parts.length === 2
    ? parts.join(replacement)
    : fail(`"${old}" should be there once, and is ${parts.length - 1} times`);
}

function fail(why) {
  console.error(`The editor cannot be built: ${why}`);
  process.exit(1);
}
