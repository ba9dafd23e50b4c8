import { renderer } from 'onionskin';
/** Whether a block of code with this info string asks to be explained; what follows these two words is read elsewhere. */
export function isOurs(info) {
    return /^\s*(?:dockerfile|docker)[\s,]+onionskin(?:\s|$)/i.test(info);
}
/** Loads what renders blocks. */
export async function blockRenderer({ page }) {
    const render = await renderer();
    return (source, info, id) => render(source, { format: 'element', info, id, ...(page ? { page } : {}) });
}
/** What the ids of block number `n`, from 1, of the page at `path` start with: the same in every build. */
export function idOf(path, n) {
    // FNV-1a. Some sites put several pages into one.
    let hash = 0x811c9dc5;
    for (const character of path)
        hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
    return `onionskin-${(hash >>> 0).toString(16).padStart(8, '0')}-${n}`;
}
