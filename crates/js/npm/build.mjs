// Makes `dist/`, what the package is, of the module and the TypeScript around it. `cargo xtask npm` runs it.
//
// In: the folder with what wasm-bindgen made of the module. Everything that is generated before TypeScript runs lies in `src`.

import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const folder = dirname(fileURLToPath(import.meta.url));
const [bound] = process.argv.slice(2);
if (!bound) {
  console.error('Usage: node build.mjs FOLDER, with what wasm-bindgen made; `cargo xtask npm` does it');
  process.exit(2);
}
const schema = join(folder, '..', '..', 'json', 'schema');
const [src, dist] = [join(folder, 'src'), join(folder, 'dist')];

rmSync(dist, { recursive: true, force: true });
mkdirSync(join(src, 'wasm'), { recursive: true });
mkdirSync(join(dist, 'wasm'), { recursive: true });
for (const name of ['onionskin.js', 'onionskin.d.ts']) {
  copyFileSync(join(bound, name), join(src, 'wasm', name));
  copyFileSync(join(bound, name), join(dist, 'wasm', name));
}
// One file that every bundler and every server understands, instead of a path that some of them lose.
const module = gzipSync(readFileSync(join(bound, 'onionskin_bg.wasm')), { level: 9 });
writeFileSync(
  join(src, 'packed.ts'),
  `/** The module, packed with gzip, in base64. */\nexport const packed: string = '${module.toString('base64')}';\n`,
);
copyFileSync(join(schema, 'onionskin-1.d.ts'), join(src, 'shapes.ts'));

execFileSync(process.execPath, [join(folder, 'node_modules', 'typescript', 'bin', 'tsc'), '--project', folder], {
  stdio: 'inherit',
});
copyFileSync(join(schema, 'onionskin-1.schema.json'), join(dist, 'onionskin-1.schema.json'));
for (const licence of ['LICENSE-APACHE', 'LICENSE-MIT']) {
  copyFileSync(join(folder, '..', '..', '..', licence), join(dist, licence));
}
