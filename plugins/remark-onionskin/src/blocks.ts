import { renderer, type Rendered } from 'onionskin';

/** What a site says for all of its blocks. */
export interface Options {
  /** The address of an Onionskin, where the link "Open in Onionskin" leads; there is no link without it. */
  page?: string;
  /** Whether what is wrong with a block or its Dockerfile ends the build, as it should where nobody reads its log. */
  strict?: boolean;
  /** Told what is wrong, and where; `console.warn` where it is left out. */
  warn?: (message: string) => void;
}

/** Renders the Dockerfile `source` of a block as an element. No two blocks have the same `id`. */
export type RenderBlock = (source: string, info: string, id: string) => Rendered;

/** Whether a block of code with this info string asks to be explained; what follows these two words is read elsewhere. */
export function isOurs(info: string): boolean {
  const words = /^\s*(\w+)[\s,]+onionskin(?:\s|$)/.exec(info);
  return ['dockerfile', 'docker'].includes(words?.[1]?.toLowerCase() ?? '');
}

/** Loads what renders blocks. */
export async function blockRenderer({ page }: Options): Promise<RenderBlock> {
  const render = await renderer();
  return (source, info, id) => render(source, { format: 'element', info, id, ...(page ? { page } : {}) });
}

/** What the ids of block number `n`, from 1, of the page at `path` start with: the same in every build. */
export function idOf(path: string, n: number): string {
  // FNV-1a. Some sites put several pages into one.
  let hash = 0x811c9dc5;
  for (const character of path) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return `onionskin-${(hash >>> 0).toString(16).padStart(8, '0')}-${n}`;
}
