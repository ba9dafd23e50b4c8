import { EditorView } from '@codemirror/view';

/** How near to an edge the caret may come before the text is scrolled, in CSS pixels. Nearer, browsers scroll by themselves. */
const EDGE = 24;

/** How far a text is scrolled, and how wide its sheet must be for that, in CSS pixels. */
interface Place {
  scrollLeft: number;
  room: number;
}

/**
 * Scrolls a long line by most of what is in sight, so that few keys move more than the caret. The sheet gets the room for it in
 * large steps, too: each of its lines is laid out anew where it gets wider.
 */
export const sideways = EditorView.updateListener.of(({ view, transactions }) => {
  if (!transactions.some(({ scrollIntoView }) => scrollIntoView)) return;
  view.requestMeasure({
    key: place,
    read: place,
    write: (place, { scrollDOM }) => {
      if (!place) return;
      scrollDOM.style.setProperty('--room', `${place.room}px`);
      scrollDOM.scrollLeft = place.scrollLeft;
    },
  });
});

/** Where the text has to be scrolled to, if it has to be. */
function place(view: EditorView): Place | undefined {
  const caret = view.coordsAtPos(view.state.selection.main.head);
  if (!caret) return undefined;
  const { scrollDOM, contentDOM } = view;
  const sheet = contentDOM.getBoundingClientRect().left;
  const gutters = sheet + scrollDOM.scrollLeft - scrollDOM.getBoundingClientRect().left;
  const seen = scrollDOM.clientWidth - gutters;
  const at = caret.left - sheet;
  const before = at - scrollDOM.scrollLeft;
  const isBefore = before < EDGE && scrollDOM.scrollLeft > 0;
  const isBehind = before > seen - EDGE;
  if (!isBefore && !isBehind) return undefined;
  // Two thirds of what is in sight are then where the caret is going.
  const scrollLeft = at - (isBehind ? 1 / 3 : 2 / 3) * seen;
  return { scrollLeft, room: at > seen - EDGE ? Math.ceil((scrollLeft + seen) / seen) * seen : 0 };
}
