import { StateField, type Extension } from '@codemirror/state';
import { gutter, GutterMarker } from '@codemirror/view';
import { isShown, picture } from './picture';

/** A kind of mark beside a line: its class, and its drawing on 16 by 16. */
export interface MarkKind {
  name: string;
  path: string;
}

const SVG = 'http://www.w3.org/2000/svg';

/** A small drawing in the colour of the text. */
export function icon(path: string): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.append(document.createElementNS(SVG, 'path'));
  svg.firstElementChild?.setAttribute('d', path);
  return svg;
}

class Mark extends GutterMarker {
  constructor(
    readonly kind: MarkKind,
    readonly title: string,
  ) {
    super();
  }

  override eq(other: Mark): boolean {
    return this.kind === other.kind && this.title === other.title;
  }

  override toDOM(): Node {
    const mark = document.createElement('span');
    mark.className = `cm-mark ${this.kind.name}`;
    mark.title = this.title;
    mark.append(icon(this.kind.path));
    return mark;
  }
}

/** The marks by line. */
function marksOf({ marks, titles }: { marks: Uint32Array; titles: string }, kinds: MarkKind[]): Map<number, Mark> {
  const lines = titles.split('\n');
  const byLine = new Map<number, Mark>();
  for (let at = 0; at + 1 < marks.length; at += 2) {
    const kind = kinds[marks[at + 1] ?? 0];
    if (kind) byLine.set(marks[at] ?? 0, new Mark(kind, lines[at / 2] ?? ''));
  }
  return byLine;
}

/** What stands beside the lines. A press on it moves the caret there. */
export function margin(kinds: MarkKind[]): Extension {
  const byLine = StateField.define<Map<number, Mark>>({
    create: () => new Map(),
    update: (value, transaction) => {
      const now = transaction.state.field(picture);
      return now === transaction.startState.field(picture) ? value : marksOf(now, kinds);
    },
  });
  return [
    byLine,
    gutter({
      class: 'cm-marks',
      lineMarker: (view, line) => {
        const { number } = view.state.doc.lineAt(line.from);
        return view.state.field(byLine).get(number) ?? null;
      },
      lineMarkerChange: isShown,
      domEventHandlers: {
        mousedown: (view, line, event) => {
          event.preventDefault();
          view.dispatch({ selection: { anchor: line.from } });
          view.focus();
          return true;
        },
      },
    }),
  ];
}
