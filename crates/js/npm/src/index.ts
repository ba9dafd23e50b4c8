/**
 * What a Dockerfile does, and what it costs to change it, as BuildKit does it.
 *
 * Every function loads the module the first time; nothing is fetched, and nothing leaves the program.
 */

import { loaded } from './load.js';
import type { Analysis, Document, Explanation, Rendered, Rendering, Setup, Simulation, Then } from './shapes.js';

export type * from './shapes.js';

/** A function was asked what it cannot answer: the message says what is wrong, and what to do. */
export class OnionskinError extends Error {
  override name = 'OnionskinError';
}

/**
 * What is known of a Dockerfile: stages, steps, the changes that make sense for it, and what each of them rebuilds.
 *
 * @param source The text of the Dockerfile.
 * @param setup What is different now, and what the build is told.
 * @throws {OnionskinError} Where `setup` cannot be, or the Dockerfile is too large; what is wrong with the file is in the answer.
 */
export async function analyze(source: string, setup: Setup = {}): Promise<Analysis> {
  const { analyze } = await loaded();
  return answer(() => analyze(text(source), JSON.stringify(setup)));
}

/**
 * What is said of a Dockerfile, line by line and word by word. Places in it are those of a JavaScript string unless `setup`
 * asks for others.
 *
 * @param source The text of the Dockerfile.
 * @param setup What is different now, and what the build is told.
 * @throws {OnionskinError} Where `setup` cannot be, or the Dockerfile is too large; what is wrong with the file is in the answer.
 */
export async function explain(source: string, setup: Setup = {}): Promise<Explanation> {
  const { explain } = await loaded();
  return answer(() => explain(text(source), JSON.stringify({ offsets: 'utf-16', ...setup })));
}

/**
 * What a second build rebuilds, and why.
 *
 * @param source The text of the Dockerfile of the first build.
 * @param then What is different in the second one.
 * @param setup What both builds are told.
 * @throws {OnionskinError} Where `then` or `setup` cannot be, or a Dockerfile is too large; what is wrong with the file is in the answer.
 */
export async function simulate(source: string, then: Then = {}, setup: Setup = {}): Promise<Simulation> {
  const { simulate } = await loaded();
  return answer(() => simulate(text(source), JSON.stringify(setup), JSON.stringify(then)));
}

/**
 * The fragment of a link to a document, without the `#`: behind the address of an Onionskin page and a `#`, it opens there.
 *
 * @throws {OnionskinError} Where the document cannot be, or no link can hold it.
 */
export async function encodeLink(document: Document): Promise<string> {
  const { encodeLink } = await loaded();
  return told(() => encodeLink(JSON.stringify(document)));
}

/**
 * The document that a link carries.
 *
 * @param link The link, or only its fragment, with or without `#`. What programs on the way do to links makes no difference.
 * @throws {OnionskinError} Where it carries none: the message says whether it is cut, altered, or of a newer version.
 */
export async function decodeLink(link: string): Promise<Document> {
  const { decodeLink } = await loaded();
  return answer(() => decodeLink(text(link, 'link', 'a link')));
}

/**
 * A Dockerfile as HTML in which nothing runs, or as a drawing: for documentation, mail and paper.
 *
 * @param source The text of the Dockerfile.
 * @param options What it becomes, and what is shown of it.
 * @throws {OnionskinError} Where `options` cannot be, or the Dockerfile is too large; what is wrong with the file is in the
 * answer.
 */
export async function render(source: string, options: Rendering = {}): Promise<Rendered> {
  return (await renderer())(source, options);
}

/**
 * What {@link render} calls once the module is loaded: for callers that cannot wait, such as a plugin of markdown-it.
 */
export async function renderer(): Promise<(source: string, options?: Rendering) => Rendered> {
  const { render } = await loaded();
  return (source, options = {}) => answer(() => render(text(source), JSON.stringify(options)));
}

/** The style sheet of all that is rendered as a fragment or an element. A page needs it once. */
export async function styleSheet(): Promise<string> {
  const { styleSheet } = await loaded();
  return styleSheet();
}

/** A text, also where the caller has no types. */
function text(given: unknown, name = 'source', expected = 'the text of a Dockerfile'): string {
  if (typeof given === 'string') return given;
  throw new OnionskinError(`${name}: expected ${expected}, found ${given === null ? 'null' : typeof given}`);
}

/** What `ask` answers, as data. */
function answer<Answer>(ask: () => string): Answer {
  return JSON.parse(told(ask)) as Answer;
}

/** What `ask` answers. The module throws what is wrong as a string. */
function told(ask: () => string): string {
  try {
    return ask();
  } catch (reason) {
    throw typeof reason === 'string' ? new OnionskinError(reason) : reason;
  }
}
