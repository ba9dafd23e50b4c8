/**
 * A remark plugin for Docusaurus, Astro and all else that is made of remark: blocks of code that begin with
 * `dockerfile onionskin` become the explained Dockerfile.
 */
import type { Root } from 'mdast';
import type { VFile } from 'vfile';
import { type Options } from './blocks.js';
export type { Options } from './blocks.js';
/** The plugin: `remarkPlugins: [[remarkOnionskin, { page: 'https://example.org/onionskin/' }]]`. */
export default function remarkOnionskin(options?: Options): (tree: Root, file: VFile) => Promise<void>;
