import { EditorView } from '@codemirror/view';

/** The width of line numbers, marks and folds together. */
const GUTTERS = 'calc(max(2rem, var(--digits) * 1ch + 0.875rem) + 2.75rem)';

/** How it looks, in the page's own colours and measures. What moves a glyph is as in the page's `editor.css`. */
export const theme = EditorView.theme({
  '&': { flex: '1', minWidth: '0', background: 'none', color: 'var(--ink)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    position: 'static',
    overflowX: 'auto',
    overscrollBehaviorX: 'contain',
    borderRadius: '0 0 var(--radius) var(--radius)',
    font: 'var(--editor-font-size)/1 var(--mono)',
    fontVariantLigatures: 'none',
    fontKerning: 'none',
    lineHeight: 'calc(var(--line-units) * var(--unit))',
  },
  // With the room that `sideways` makes behind the caret.
  '.cm-content': {
    minWidth: 'var(--room)',
    marginLeft: GUTTERS,
    padding: '0.5rem 0',
    caretColor: 'var(--ink)',
  },
  // Chromium may write the colour of a word that was typed over into the style of its line, and leave it there.
  '.cm-line': { padding: '0 1rem 0 0.5rem', color: 'inherit !important' },
  '.cm-line ::selection, .cm-line::selection': {
    background: 'color-mix(in oklab, var(--accent) 35%, transparent)',
  },
  '.cm-line.band-selected': { background: 'var(--accent-soft)', boxShadow: 'inset 3px 0 var(--accent)' },
  '.cm-line.band-error': {
    background: 'color-mix(in oklab, var(--error-fill) 70%, transparent)',
    boxShadow: 'inset 3px 0 var(--error)',
  },
  '@media print': {
    '&.cm-editor .cm-content': { minWidth: '0', marginLeft: '0' },
    '.cm-line.band-selected': { background: 'none', boxShadow: 'none' },
    '&.cm-editor .cm-tooltip': { display: 'none' },
  },
  '@media (forced-colors: active)': {
    '.cm-line.band-selected': { paddingLeft: 'calc(0.5rem - 3px)', borderLeft: '3px solid Highlight' },
  },
  '.cm-squiggle': { textDecoration: 'underline wavy var(--error)', textDecorationSkipInk: 'none' },
  '.cm-specialChar': { color: 'var(--error)' },

  // Beside the text, and not in it: what sticks to an edge of what scrolls is drawn anew at each key.
  '.cm-gutters': {
    position: 'absolute !important',
    left: '0',
    width: GUTTERS,
    border: '0',
    background: 'var(--panel)',
    color: 'var(--ink-3)',
  },
  // A text too large for colours is scrolled up and down in here, too, and its numbers with it.
  '.editor-plain & .cm-scroller': { position: 'relative' },
  '.editor-plain & .cm-gutters': { position: 'sticky !important', width: 'auto' },
  '.editor-plain & .cm-content': { marginLeft: '0' },
  '.cm-gutters .icon': { width: '0.875rem', height: '0.875rem', verticalAlign: '-0.125rem' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '2rem', padding: '0 0.375rem 0 0.5rem' },
  '.cm-marks .cm-gutterElement': { width: '1.25rem', textAlign: 'center', cursor: 'pointer' },
  '.cm-mark': { display: 'block' },
  '.cm-mark.reused': { color: 'var(--reused)' },
  '.cm-mark.rebuilds, .cm-mark.rebuilds-unless-same': { color: 'var(--rebuilds)' },
  '.cm-mark.error': { color: 'var(--error)' },
  '.cm-foldGutter .cm-gutterElement': { width: '1.5rem', textAlign: 'center', cursor: 'pointer' },
  '.cm-foldGutter .cm-gutterElement:hover': { color: 'var(--ink)' },
  '.cm-foldPlaceholder': {
    margin: '0 0.375rem',
    padding: '0.125rem 0.5rem',
    border: '1px solid var(--line-2)',
    borderRadius: '0.375rem',
    background: 'var(--sunken)',
    color: 'var(--ink-2)',
  },

  '.cm-tooltip': {
    maxWidth: 'min(30rem, 90vw)',
    border: '1px solid var(--line-2)',
    borderRadius: '0.5rem',
    background: 'var(--panel)',
    color: 'var(--ink)',
    boxShadow: 'var(--shadow)',
  },
  '.cm-tooltip-hover': { zIndex: '5' },
  '.cm-explanation': { padding: '0.5rem 0.75rem', font: '0.875rem/1.45 var(--sans)', overflowWrap: 'anywhere' },
  '.cm-explanation p + p': { marginTop: '0.375rem' },
  '.cm-explanation p > code:first-child': { fontWeight: '600' },
  '.cm-refusal': { color: 'var(--error)' },

  '.cm-tooltip.cm-tooltip-autocomplete > ul': { maxHeight: '15rem', font: '0.8125rem/1 var(--mono)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: '1rem',
    minHeight: '1.75rem',
    padding: '0 0.625rem',
    lineHeight: '1.4',
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { background: 'var(--accent)', color: 'var(--accent-ink)' },
  '.cm-tooltip-autocomplete-disabled ul li[aria-selected]': { background: 'var(--accent)' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '700' },
  '.cm-completionDetail': {
    marginLeft: '0',
    color: 'var(--ink-3)',
    fontFamily: 'var(--sans)',
    fontStyle: 'normal',
  },
  'li[aria-selected] .cm-completionDetail': { color: 'inherit' },

  '.cm-panels': { zIndex: '4', background: 'var(--panel)', color: 'var(--ink)' },
  '.cm-panels-bottom': { borderTop: '1px solid var(--line)' },
  '.cm-panel.cm-search': {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '0.375rem',
    padding: '0.5rem 2.25rem 0.5rem 0.5rem',
    font: '0.8125rem/1.4 var(--sans)',
  },
  '.cm-panel.cm-search br': { display: 'none' },
  '.cm-panel.cm-search label': { display: 'inline-flex', alignItems: 'center', gap: '0.25rem', minHeight: '1.5rem' },
  '.cm-panel.cm-search input, .cm-panel.cm-search button, .cm-panel.cm-search label': {
    margin: '0',
    fontSize: 'inherit',
  },
  '.cm-textfield, .cm-button': {
    minHeight: '1.75rem',
    border: '1px solid var(--line-2)',
    borderRadius: '0.375rem',
    background: 'var(--panel)',
    color: 'var(--ink)',
  },
  '.cm-button': { backgroundImage: 'none', cursor: 'pointer' },
  '.cm-panel.cm-search [name=close]': { top: '0.5rem', right: '0.5rem', width: '1.75rem', height: '1.75rem' },
  '.cm-searchMatch': { background: 'color-mix(in oklab, var(--rebuilds) 25%, transparent)' },
  '.cm-searchMatch-selected': { background: 'color-mix(in oklab, var(--rebuilds) 55%, transparent)' },
  '.cm-selectionMatch': { background: 'none' },
});
