import {
  StateEffect,
  StateField,
  type EditorState,
  type Extension,
  type Range,
  type Transaction,
} from '@codemirror/state';
import { Decoration, EditorView, ViewPlugin, type DecorationSet, type ViewUpdate } from '@codemirror/view';

/** What the app shows of the text. Offsets are UTF-16; lines are counted from 1. */
export interface Picture {
  /** Coloured places in order: from, to, which of [`INKS`]. */
  inks: Uint32Array;
  /** Marked lines: first, last, which of [`BANDS`]. */
  bands: Uint32Array;
  /** Underlined places: from, to. */
  squiggles: Uint32Array;
  /** Lines that can be folded, so that the first of them stays: first, last. */
  folds: Uint32Array;
  /** What stands beside lines: line, which of the marks that the editor was made with. */
  marks: Uint32Array;
  /** The titles of `marks`, one a line. */
  titles: string;
  /** The id of the element that says what is wrong with the text; empty where nothing is. */
  problem: string;
}

/** The classes of the colours, in the order of the app's numbers. */
const INKS = ['keyword', 'unknown', 'flag', 'quoted', 'heredoc', 'comment', 'directive', 'note'].map((name) =>
  Decoration.mark({ class: `ink-${name}` }),
);

/** The classes of marked lines, in the order of the app's numbers. */
const BANDS = ['selected', 'error'].map((name) => Decoration.line({ class: `band-${name}` }));

const SQUIGGLE = Decoration.mark({ class: 'cm-squiggle' });

/** What the app shows from now on. */
export const shown = StateEffect.define<Picture>();

/** What the app shows. */
export const picture = StateField.define<Picture>({
  create: () => ({
    inks: new Uint32Array(),
    bands: new Uint32Array(),
    squiggles: new Uint32Array(),
    folds: new Uint32Array(),
    marks: new Uint32Array(),
    titles: '',
    problem: '',
  }),
  update: (value, transaction) => shownBy(transaction) ?? value,
});

function shownBy(transaction: Transaction): Picture | undefined {
  return transaction.effects.find((effect) => effect.is(shown))?.value;
}

/** Whether the app shows something else now. */
export function isShown(update: ViewUpdate): boolean {
  return update.transactions.some((transaction) => shownBy(transaction) !== undefined);
}

/** Colours, marked lines and underlines, as far as the text is in sight: a file may have a hundred thousand of them. */
export const colours: Extension = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = inSight(view);
    }

    update(update: ViewUpdate): void {
      if (update.viewportChanged || isShown(update)) {
        this.decorations = inSight(update.view);
      } else if (update.docChanged) {
        // The app's answer comes before the next paint.
        this.decorations = this.decorations.map(update.changes);
      }
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

function inSight(view: EditorView): DecorationSet {
  const { inks, bands, squiggles } = view.state.field(picture);
  const ranges: Range<Decoration>[] = [];
  for (const { from, to } of view.visibleRanges) {
    marksBetween(inks, 3, from, to, (start, end, at) => {
      const ink = INKS[inks[at + 2] ?? 0];
      if (ink) ranges.push(ink.range(start, end));
    });
    marksBetween(squiggles, 2, from, to, (start, end) => ranges.push(SQUIGGLE.range(start, end)));
    bandsBetween(view.state, bands, from, to, ranges);
  }
  return Decoration.set(ranges, true);
}

/** Calls `then` for each place between `from` and `to`, cut there. Places are `stride` numbers each. */
function marksBetween(
  places: Uint32Array,
  stride: number,
  from: number,
  to: number,
  then: (start: number, end: number, at: number) => void,
): void {
  for (let at = firstBehind(places, stride, from) * stride; at + 1 < places.length; at += stride) {
    const start = Math.max(places[at] ?? 0, from);
    const end = Math.min(places[at + 1] ?? 0, to);
    if (start >= to) return;
    if (start < end) then(start, end, at);
  }
}

/** The index of the first place that ends behind `offset`. */
function firstBehind(places: Uint32Array, stride: number, offset: number): number {
  let low = 0;
  let high = Math.floor(places.length / stride);
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle * stride + 1] ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

function bandsBetween(
  state: EditorState,
  bands: Uint32Array,
  from: number,
  to: number,
  into: Range<Decoration>[],
): void {
  const first = state.doc.lineAt(from).number;
  const last = state.doc.lineAt(to).number;
  for (let at = 0; at + 2 < bands.length; at += 3) {
    const band = BANDS[bands[at + 2] ?? 0];
    const end = Math.min(bands[at + 1] ?? 0, last);
    for (let line = Math.max(bands[at] ?? 0, first); band && line <= end; line += 1) {
      into.push(band.range(state.doc.line(line).from));
    }
  }
}
