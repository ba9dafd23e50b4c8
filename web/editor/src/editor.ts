// The code editor of the page: CodeMirror, told by the app what to show. Colours, folds, marks, explanations and completions
// are the app's; nothing here knows what a Dockerfile is.

import { history, historyKeymap, isolateHistory, standardKeymap, toggleComment } from '@codemirror/commands';
import { foldedRanges, foldKeymap, indentService } from '@codemirror/language';
import { search, searchKeymap } from '@codemirror/search';
import { Annotation, EditorState, type Extension } from '@codemirror/state';
import { EditorView, highlightSpecialChars, keymap, lineNumbers, type ViewUpdate } from '@codemirror/view';
import { completing, type Choices } from './completing';
import { foldedLines, folding } from './folding';
import { explaining, type Hover } from './hover';
import { margin, type MarkKind } from './marks';
import { colours, picture, shown, type Picture } from './picture';
import { sideways } from './sideways';
import { theme } from './theme';

/** What the editor starts with, and whom it tells. Offsets are UTF-16. */
export interface Options {
  /** The text before the reader touched it: undoing everything leads there. */
  before: string;
  /** The text. */
  text: string;
  /** The selection. */
  anchor: number;
  head: number;
  /** Whether the keyboard goes to the editor. */
  hasFocus: boolean;
  /** How far the text is scrolled to the side, in CSS pixels. */
  scrollLeft: number;
  /** The accessible name. */
  name: string;
  /** The id of the element that says how the keyboard leaves the editor. */
  hint: string;
  /** What presses on folds do, in words. */
  fold: string;
  unfold: string;
  /** CodeMirror's own words and what it says instead, by turns. */
  phrases: string[];
  /** Name and drawing of each kind of mark, by turns. */
  marks: string[];
  /** The reader has put `inserted` in the place of what stood between two offsets; now the text is so long, and the caret there. */
  onChange(from: number, to: number, inserted: string, length: number, head: number): void;
  /** The reader has moved the caret. */
  onCaret(head: number): void;
  /** These lines are folded now: first, last. */
  onFold(lines: Uint32Array): void;
  /** What there is to say of what stands at an offset. */
  explain(offset: number): Hover | null;
  /** What can stand at an offset. */
  complete(offset: number, isAskedFor: boolean): Choices | null;
}

/** What the app can do with the editor. */
export interface Handle {
  /** Shows it in `parent`. */
  attach(parent: Element): void;
  /** Puts `inserted` in the place of what stands between two offsets. The reader can undo it. */
  replace(from: number, to: number, inserted: string): void;
  /** Moves the caret. */
  select(head: number): void;
  /** Shows another picture of the text. */
  show(picture: Picture): void;
  /** All of the text. */
  text(): string;
}

/** What the app does itself is no news to it. */
const byTheApp = Annotation.define<boolean>();

export function create(parent: Element, options: Options): Handle {
  const view = new EditorView({ state: EditorState.create({ doc: options.before, extensions: extensions(options) }) });
  const { text, anchor, head } = options;
  const whole = { from: 0, to: view.state.doc.length, insert: text };
  const changes = text === options.before ? [] : whole;
  view.dispatch({ changes, selection: { anchor, head }, annotations: byTheApp.of(true) });
  scriptable(view);
  place(view, parent);
  if (options.hasFocus) view.focus();
  view.scrollDOM.scrollLeft = options.scrollLeft;
  return {
    attach: (parent) => {
      place(view, parent);
      view.requestMeasure();
    },
    replace: (from, to, insert) => {
      const changes = { from, to, insert };
      // A few characters are typed somewhere else on the page, and are taken back together as any that are typed here.
      const isTyped = insert.length + to - from < 100;
      const annotations = isTyped ? [byTheApp.of(true)] : [byTheApp.of(true), isolateHistory.of('full')];
      view.dispatch({ changes, annotations, userEvent: isTyped ? 'input.type' : 'input.replace' });
    },
    select: (head) => view.dispatch({ selection: { anchor: head }, annotations: byTheApp.of(true) }),
    show: (picture) => view.dispatch({ effects: shown.of(picture), annotations: byTheApp.of(true) }),
    text: () => view.state.doc.toString(),
  };
}

/** Where a text can be asked for when the app no longer can (see `boot.js`). */
interface Keeper extends Element {
  currentText?: () => string;
}

function place(view: EditorView, parent: Element): void {
  parent.append(view.dom);
  const keeper: Keeper | null = parent.closest('.editor');
  if (keeper) keeper.currentText = () => view.state.doc.toString();
}

function extensions(options: Options): Extension {
  const kinds: MarkKind[] = pairs(options.marks).map(([name, path]) => ({ name, path }));
  return [
    picture,
    colours,
    lineNumbers(),
    margin(kinds),
    folding(options),
    explaining(options.explain),
    completing(options.complete),
    history(),
    search(),
    highlightSpecialChars(),
    indentService.of(indentation),
    EditorState.languageData.of(() => [{ commentTokens: { line: '#' } }]),
    EditorState.phrases.of(Object.fromEntries(pairs(options.phrases))),
    EditorState.tabSize.of(4),
    keymap.of([
      { key: 'Mod-/', run: toggleComment },
      ...searchKeymap,
      ...historyKeymap,
      ...foldKeymap,
      // The Tab key is not among them: it leads to what comes next on the page.
      ...standardKeymap,
    ]),
    attributes(options),
    EditorView.editorAttributes.of(({ state }) => ({ style: `--digits:${String(state.doc.lines).length}` })),
    EditorView.scrollMargins.of(covered),
    sideways,
    // The page takes files wherever they are dropped.
    EditorView.domEventHandlers({ drop: ({ dataTransfer }) => !!dataTransfer?.files.length }),
    EditorView.updateListener.of((update) => report(update, options)),
    theme,
  ];
}

/** What lies over the page at the lower end of the window, which the caret is not to go behind. */
function covered(): { bottom: number } {
  const padding = getComputedStyle(document.documentElement).scrollPaddingBottom;
  return { bottom: Number.parseFloat(padding) || 0 };
}

function pairs(texts: string[]): [string, string][] {
  return texts.flatMap((text, at) => (at % 2 ? [] : [[text, texts[at + 1] ?? '']]));
}

function attributes({ name, hint }: Options): Extension {
  return EditorView.contentAttributes.of(({ state }) => {
    const { problem } = state.field(picture);
    return {
      'aria-label': name,
      'aria-describedby': `${problem} ${hint}`.trim(),
      ...(problem ? { 'aria-invalid': 'true' } : {}),
      // Text that can be edited takes the focus anyway, but not every tool that looks for that knows.
      tabindex: '0',
      spellcheck: 'false',
      autocorrect: 'off',
      autocapitalize: 'off',
      translate: 'no',
    };
  });
}

/** A new line below one that goes on is indented; below the last line of those that belong together it is not. */
function indentation({ state, unit }: { state: EditorState; unit: number }, pos: number): number | null {
  const line = state.doc.lineAt(pos);
  const goesOn = (text: string): boolean => /[\\`]\s*$/.test(text);
  const own = line.text.length - line.text.trimStart().length;
  if (goesOn(line.text.slice(0, pos - line.from))) return Math.max(own, 2 * unit);
  return line.number > 1 && goesOn(state.doc.line(line.number - 1).text) ? 0 : null;
}

function report(
  { transactions, startState, state, docChanged, selectionSet, changes }: ViewUpdate,
  options: Options,
): void {
  const isNews = transactions.some((transaction) => !transaction.annotation(byTheApp));
  const { head } = state.selection.main;
  if (docChanged && isNews) {
    let [from, to, end] = [Infinity, 0, 0];
    changes.iterChangedRanges((fromA, toA, _, toB) => ([from, to, end] = [Math.min(from, fromA), toA, toB]));
    options.onChange(from, to, state.sliceDoc(from, end), state.doc.length, head);
  } else if (selectionSet && isNews) {
    options.onCaret(head);
  }
  if (docChanged || foldedRanges(state) !== foldedRanges(startState)) {
    const [before, now] = [foldedLines(startState), foldedLines(state)];
    if (before.length !== now.length || before.some((line, at) => line !== now[at])) options.onFold(now);
  }
}

/** Gives the text to scripts as a text field does: as `value`, which can be set. */
function scriptable(view: EditorView): void {
  Object.defineProperty(view.contentDOM, 'value', {
    get: () => view.state.doc.toString(),
    set: (insert: string) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert } }),
  });
}
