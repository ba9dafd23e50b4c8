import { codeFolding, foldedRanges, foldGutter, foldService } from '@codemirror/language';
import { StateField, type EditorState, type Extension } from '@codemirror/state';
import { icon } from './marks';
import { isShown, picture } from './picture';

const OPEN = 'M4 6l4 4 4-4';
const CLOSED = 'M6 4l4 4-4 4';

/** The last lines of what can be folded, by the first. */
const byFirstLine = StateField.define<Map<number, number>>({
  create: () => new Map(),
  update: (value, transaction) => {
    const { folds } = transaction.state.field(picture);
    if (folds === transaction.startState.field(picture).folds) return value;
    const lines = new Map<number, number>();
    for (let at = 0; at + 1 < folds.length; at += 2) lines.set(folds[at] ?? 0, folds[at + 1] ?? 0);
    return lines;
  },
});

/** What presses on folds do, in words. */
export interface FoldWords {
  fold: string;
  unfold: string;
}

/** Folds where the app says that something can be folded. */
export const folding = (words: FoldWords): Extension => [
  byFirstLine,
  foldService.of((state, from) => {
    const first = state.doc.lineAt(from);
    const last = state.field(byFirstLine).get(first.number);
    return last !== undefined && last > first.number && last <= state.doc.lines
      ? { from: first.to, to: state.doc.line(last).to }
      : null;
  }),
  codeFolding({
    preparePlaceholder: ({ doc }, { from, to }) => doc.lineAt(to).number - doc.lineAt(from).number,
    placeholderDOM: (_, onclick, count: number) => {
      const placeholder = document.createElement('span');
      placeholder.className = 'cm-foldPlaceholder';
      placeholder.title = words.unfold;
      placeholder.textContent = `… ${count}`;
      placeholder.setAttribute('aria-label', `${words.unfold}: ${count}`);
      placeholder.onclick = onclick;
      return placeholder;
    },
  }),
  foldGutter({
    foldingChanged: isShown,
    // The keyboard stays in the text.
    domEventHandlers: { mousedown: (_, __, event) => (event.preventDefault(), false) },
    markerDOM: (isOpen) => {
      const marker = document.createElement('span');
      marker.title = isOpen ? words.fold : words.unfold;
      marker.append(icon(isOpen ? OPEN : CLOSED));
      return marker;
    },
  }),
];

/** The lines that are folded: first, last. */
export function foldedLines(state: EditorState): Uint32Array {
  const lines: number[] = [];
  foldedRanges(state).between(0, state.doc.length, (from, to) => {
    lines.push(state.doc.lineAt(from).number, state.doc.lineAt(to).number);
  });
  return new Uint32Array(lines);
}
