// Makes `dist/`, what the package is. `cargo xtask test` runs it.

import { execFileSync } from 'node:child_process';
import { copyFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));
const dist = join(folder, 'dist');
rmSync(dist, { recursive: true, force: true });
execFileSync(process.execPath, [join(folder, 'node_modules', 'typescript', 'bin', 'tsc'), '--project', folder], {
  stdio: 'inherit',
});
for (const licence of ['LICENSE-APACHE', 'LICENSE-MIT']) {
  copyFileSync(join(folder, '..', '..', licence), join(dist, licence));
}
