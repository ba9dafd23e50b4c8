/**
 * A plugin of markdown-it, for VitePress and others: blocks of code that begin with `dockerfile onionskin` become the
 * explained Dockerfile.
 */

import { blockRenderer, idOf, isOurs, type Options } from './blocks.js';

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
  renderer: { rules: { fence?: Rule | undefined } };
  utils: { unescapeAll: (text: string) => string };
}

const CODE_START = '<pre><code';
const CODE_END = '</code></pre>';

/** Makes the plugin: `md.use(await onionskin({ page: 'https://example.org/onionskin/' }))`. markdown-it itself does not wait. */
export default async function onionskin(options: Options = {}): Promise<(md: MarkdownIt) => void> {
  const render = await blockRenderer(options);
  return (md) => {
    const fence = md.renderer.rules.fence;
    if (!fence) return;
    md.renderer.rules.fence = (tokens, at, markdownOptions, env: Environment | undefined, self) => {
      const token = tokens[at];
      const plain = () => fence(tokens, at, markdownOptions, env, self);
      if (!token || !isOurs(token.info)) return plain();
      const path = env?.relativePath ?? env?.path ?? '';
      const n = tokens.slice(0, at + 1).filter(({ type, info }) => type === 'fence' && isOurs(info)).length;
      const { info, content } = token;
      // The site's own way to show code knows the language only, and `embed.js` leaves out one line end in front.
      token.info = 'dockerfile';
      token.content = content.replace(/^\n/, '\n\n');
      const code = plain();
      Object.assign(token, { info, content });
      try {
        // As all of Markdown has it, and markdown-it only where it shows it.
        const { markup, problems } = render(content, md.utils.unescapeAll(info), idOf(path, n));
        for (const problem of problems) tell(`${path || 'a page'}, Dockerfile ${n}: ${problem}`, options);
        return withCode(markup, code);
      } catch (error) {
        if (options.strict) throw error;
        const why = error instanceof Error ? error.message : String(error);
        tell(`${path || 'a page'}, Dockerfile ${n} stays a block of code: ${why}`, options);
        return code;
      }
    };
  };
}

/** What VitePress tells of the page. */
interface Environment {
  path?: string;
  relativePath?: string;
}

function tell(message: string, { strict, warn = console.warn }: Options): void {
  if (strict) throw new Error(message);
  warn(message);
}

/** The element in `markup` with `code` in the place of its block of code. Both are markup of ours, in which text is escaped. */
function withCode(markup: string, code: string): string {
  const [start, end] = [markup.indexOf(CODE_START), markup.indexOf(CODE_END)];
  if (start < 0 || end < start) return markup;
  const element = markup.slice(0, start);
  // What Vue compiles has braces that mean something; where its blocks of code are left alone, so is this.
  const opening = code.includes(' v-pre') ? element.replace(/>\s*$/, ' v-pre>') : element;
  return `${opening}${code.trim()}${markup.slice(end + CODE_END.length)}`;
}
