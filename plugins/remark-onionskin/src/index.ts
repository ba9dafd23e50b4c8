/**
 * A remark plugin for Docusaurus, Astro and all else that is made of remark: blocks of code that begin with
 * `dockerfile onionskin` become the explained Dockerfile.
 */

import type { ElementContent, ElementData } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import type { Code, Parent, Root } from 'mdast';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';

import { blockRenderer, idOf, isOurs, type Options } from './blocks.js';

export type { Options } from './blocks.js';

/** The plugin: `remarkPlugins: [[remarkOnionskin, { page: 'https://example.org/onionskin/' }]]`. */
export default function remarkOnionskin(options: Options = {}): (tree: Root, file: VFile) => Promise<void> {
  return async (tree, file) => {
    const blocks: { code: Code; parent: Parent }[] = [];
    visit(tree, 'code', (code, _, parent) => {
      if (parent && isOurs(infoOf(code))) blocks.push({ code, parent });
    });
    if (blocks.length === 0) return;
    const render = await blockRenderer(options);
    const path = file.path ?? '';
    const pathInSite = path.startsWith(file.cwd) ? path.slice(file.cwd.length) : path;
    for (const [at, { code, parent }] of blocks.entries()) {
      let problems: string[];
      try {
        // The line end that belongs to the last line is no part of the node's text.
        const rendered = render(`${code.value}\n`, infoOf(code), idOf(pathInSite, at + 1));
        parent.children.splice(parent.children.indexOf(code), 1, nodeOf(rendered.markup, code));
        problems = rendered.problems;
      } catch (error) {
        problems = [`it stays a block of code: ${error instanceof Error ? error.message : String(error)}`];
      }
      for (const problem of problems) {
        if (options.strict) file.fail(problem, { place: code.position, source: 'remark-onionskin' });
        file.message(problem, { place: code.position, source: 'remark-onionskin' });
        (options.warn ?? console.warn)(`${path}:${code.position?.start.line ?? '?'}: ${problem}`);
      }
    }
  };
}

function infoOf(code: Code): string {
  return [code.lang, code.meta].filter((part) => part).join(' ');
}

/** The element in `markup` as a node of Markdown that becomes this element in HTML. */
function nodeOf(markup: string, { position }: Code): Code {
  const [element] = fromHtml(markup, { fragment: true }).children;
  if (element?.type !== 'element') throw new Error('what was rendered is no element');
  const code = element.children.find((child) => child.type === 'element' && child.tagName === 'pre');
  for (const child of element.children) if (child !== code) leaveAsItIs(child);
  const node = {
    type: 'onionskinDockerfile',
    data: {
      hName: element.tagName,
      hProperties: element.properties,
      hChildren: element.children,
    },
    ...(position ? { position } : {}),
  };
  // A kind of node that remark does not know becomes what its data says.
  return node as unknown as Code;
}

/**
 * MDX puts components of the site in the place of elements that Markdown makes. That is right for the block of code, which
 * gets its colours there, but not for what is below it, which has a look of its own: it is left as elements that an author
 * writes are.
 */
function leaveAsItIs(node: ElementContent): void {
  if (node.type !== 'element') return;
  // How MDX marks what an author wrote.
  node.data = { ...node.data, _mdxExplicitJsx: true } as ElementData;
  node.children.forEach(leaveAsItIs);
}
