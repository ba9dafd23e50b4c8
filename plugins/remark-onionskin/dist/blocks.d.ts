import { type Rendered } from 'onionskin';
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
export declare function isOurs(info: string): boolean;
/** Loads what renders blocks. */
export declare function blockRenderer({ page }: Options): Promise<RenderBlock>;
/** What the ids of block number `n`, from 1, of the page at `path` start with: the same in every build. */
export declare function idOf(path: string, n: number): string;
