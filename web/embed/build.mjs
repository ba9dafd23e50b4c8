// Bundles the script that other people's pages load. Trunk runs it once the page is built (see Trunk.toml). Its name stays,
// since it stands in those pages; the folder is for the version of what the script promises them.

import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));
// The tools are those of the editor.
const editor = join(folder, '../editor');
if (!existsSync(join(editor, 'node_modules'))) {
  fail('the packages of the editor are not installed. `cargo xtask build` does it, or `npm ci --ignore-scripts` there');
}
const dist = process.env.TRUNK_STAGING_DIR ?? fail('TRUNK_STAGING_DIR is not set: Trunk runs this');
const { build } = createRequire(join(editor, 'package.json'))('esbuild');

for (const name of ['embed.js', 'v1/embed.js']) {
  await build({
    absWorkingDir: folder,
    entryPoints: ['src/embed.ts'],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    outfile: join(dist, name),
    logLevel: 'warning',
  });
}

function fail(why) {
  console.error(`The script for other pages cannot be built: ${why}`);
  process.exit(1);
}
