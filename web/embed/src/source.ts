/** The Dockerfile in `element`: the text of its code block, whatever a highlighter has made of it. */
export function sourceOf(element: Element): string {
  const block = element.querySelector('pre code') ?? element.querySelector('pre') ?? element;
  const copy = block.cloneNode(true) as Element;
  // Some highlighters end lines with elements.
  for (const end of copy.querySelectorAll('br')) end.replaceWith('\n');
  // What a template puts in front of the first line is none of the text.
  return (copy.textContent ?? '').replace(/^\r?\n/, '');
}
