/**
 * What a Dockerfile does, and what it costs to change it, as BuildKit does it.
 *
 * Every function loads the module the first time; nothing is fetched, and nothing leaves the program.
 */

import { loaded } from './load.js';
import type { Analysis, Explanation, Setup, Simulation, Then } from './shapes.js';

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
 * @throws {OnionskinError} Where `setup` cannot be; what is wrong with the file is in the answer.
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
 * @throws {OnionskinError} Where `setup` cannot be; what is wrong with the file is in the answer.
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
 * @throws {OnionskinError} Where `then` or `setup` cannot be; what is wrong with the file is in the answer.
 */
export async function simulate(source: string, then: Then = {}, setup: Setup = {}): Promise<Simulation> {
  const { simulate } = await loaded();
  return answer(() => simulate(text(source), JSON.stringify(setup), JSON.stringify(then)));
}

/** A text, also where the caller has no types. */
function text(source: unknown): string {
  if (typeof source === 'string') return source;
  throw new OnionskinError(
    `source: expected the text of a Dockerfile, found ${source === null ? 'null' : typeof source}`,
  );
}

/** What `ask` answers. The module throws what is wrong as a string. */
function answer<Answer>(ask: () => string): Answer {
  try {
    return JSON.parse(ask()) as Answer;
  } catch (reason) {
    throw typeof reason === 'string' ? new OnionskinError(reason) : reason;
  }
}
