import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';

/** What can stand at a place. */
export interface Choices {
  /** Where the word starts that is replaced. */
  from: number;
  /** Kind, label, text and detail of each choice, by turns. */
  choices: string[];
}

/** Offers what the app knows. */
export function completing(complete: (offset: number, isAskedFor: boolean) => Choices | null): Extension {
  const source = ({ pos, explicit }: CompletionContext): CompletionResult | null => {
    const found = complete(pos, explicit);
    return found && { from: found.from, options: options(found.choices) };
  };
  return autocompletion({
    override: [source],
    icons: false,
    // What takes a value offers it next, and a directory what is in it.
    activateOnCompletion: ({ apply }) => typeof apply === 'string' && /[=/]$/.test(apply),
    optionClass: ({ type }) => `cm-choice-${type}`,
  });
}

function options(choices: string[]): Completion[] {
  const all: Completion[] = [];
  for (let at = 0; at + 3 < choices.length; at += 4) {
    const [type = '', label = '', apply = '', detail = ''] = choices.slice(at, at + 4);
    // The order is the app's.
    all.push({ type, label, apply, detail, sortText: String(at).padStart(6, '0') });
  }
  return all;
}
