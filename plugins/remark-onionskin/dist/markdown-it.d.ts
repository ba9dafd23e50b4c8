/**
 * A plugin of markdown-it, for VitePress and others: blocks of code that begin with `dockerfile onionskin` become the
 * explained Dockerfile.
 */
import { type Options } from './blocks.js';
export type { Options } from './blocks.js';
/** A token of markdown-it, as far as it counts here. */
interface Token {
    type: string;
    info: string;
    content: string;
}
/** How markdown-it makes HTML of a token. The last three are handed on as they come. */
type Rule = (tokens: Token[], at: number, options: any, env: any, self: any) => string;
/** markdown-it, as far as it counts here: any version will do. */
export interface MarkdownIt {
    renderer: {
        rules: {
            fence?: Rule | undefined;
        };
    };
}
/** Makes the plugin: `md.use(await onionskin({ page: 'https://example.org/onionskin/' }))`. markdown-it itself does not wait. */
export default function onionskin(options?: Options): Promise<(md: MarkdownIt) => void>;
