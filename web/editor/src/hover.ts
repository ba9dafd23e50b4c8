import type { Extension } from '@codemirror/state';
import {
  activateHover,
  closeHoverTooltips,
  EditorView,
  hasHoverTooltips,
  hoverTooltip,
  keymap,
  type Tooltip,
} from '@codemirror/view';

/** What there is to say of a place. */
export interface Hover {
  from: number;
  to: number;
  /** What BuildKit refuses there. */
  problems: string[];
  /** The word there; empty where nothing is said of one. */
  word: string;
  /** What it means: the name of an element, or '' for plain text, and its text, by turns. */
  note: string[];
}

/** A note on the word under the pointer, or at the caret when the reader asks for it. */
export function explaining(explain: (offset: number) => Hover | null): Extension {
  const tooltip = hoverTooltip((_, pos, side) => told(explain(side < 0 ? pos - 1 : pos)), { hideOnChange: true });
  const atCaret = (view: EditorView): boolean => {
    const { head } = view.state.selection.main;
    // Behind its last letter the caret is still at a word.
    const at = explain(head) || !head ? head : head - 1;
    const hover = explain(at);
    if (!hover) return false;
    activateHover(view, at, 1, {
      tooltip,
      until: (transaction) => transaction.docChanged || !!transaction.selection,
    });
    view.dispatch({ effects: EditorView.announce.of(content(hover).textContent ?? '') });
    return true;
  };
  const close = (view: EditorView): boolean => {
    if (!hasHoverTooltips(view.state)) return false;
    view.dispatch({ effects: closeHoverTooltips });
    return true;
  };
  return [
    tooltip,
    keymap.of([
      { key: 'Mod-i', run: atCaret, preventDefault: true },
      { key: 'Escape', run: close },
    ]),
  ];
}

function told(hover: Hover | null): Tooltip | null {
  if (!hover) return null;
  return { pos: hover.from, end: hover.to, above: true, create: () => ({ dom: content(hover) }) };
}

function content({ problems, word, note }: Hover): HTMLElement {
  const dom = element('div', '');
  dom.className = 'cm-explanation';
  for (const problem of problems) {
    const paragraph = element('p', problem);
    paragraph.className = 'cm-refusal';
    dom.append(paragraph);
  }
  if (word) {
    const paragraph = element('p', '');
    paragraph.append(element('code', word), ' ');
    for (let at = 0; at + 1 < note.length; at += 2) {
      const text = note[at + 1] ?? '';
      paragraph.append(note[at] ? element(note[at] ?? 'span', text) : text);
    }
    dom.append(paragraph);
  }
  return dom;
}

function element(name: string, text: string): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
