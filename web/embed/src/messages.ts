// What this script and the page in the frame tell each other. web/src/browser/host.rs has the other end; docs/embed.md
// says it for people.

/** The version of the messages: one of another version is for somebody else. */
const VERSION = 1;

/** The longest text that is taken from a frame, in characters. */
const MAX_TEXT = 10_000;

/** What the frame says. */
export type Said =
  /** It is there, and waits for the Dockerfile. */
  | { what: 'ready' }
  /** The Dockerfile is shown. */
  | { what: 'shown' }
  /** It cannot show anything. */
  | { what: 'failed'; why: string }
  /** How high its content is, in CSS pixels. */
  | { what: 'height'; px: number }
  /** What is different now, and what that costs in words. */
  | { what: 'change'; change: string; totals: string }
  /** The instruction that is explained now, by its first and last line, from 1. */
  | { what: 'select'; line: number; lastLine: number };

/** What the frame is told as the page around has written it. */
export interface Texts {
  change?: string | null;
  target?: string | null;
  /** Pairs of a name and a value. */
  buildArgs?: string | null;
  /** The number of a line, from 1. */
  select?: string | null;
  view?: string | null;
}

/** What the frame is told; what is left out stays as it is, and `null` stands for what is shown where nothing is said. */
export interface Wishes extends Texts {
  source?: string;
  theme?: string;
  /** Whether the frame is as high as its content, or scrolls. */
  follows?: boolean;
}

/** What `data` says, if it is a message of the frame's. Nothing is taken from it that is not what it should be. */
export function read(data: unknown): Said | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const message = data as Record<string, unknown>;
  if (message['v'] !== VERSION) return undefined;
  const text = (name: string) => String(typeof message[name] === 'string' ? message[name] : '').slice(0, MAX_TEXT);
  switch (message['type']) {
    case 'onionskin:ready':
      return { what: 'ready' };
    case 'onionskin:shown':
      return { what: 'shown' };
    case 'onionskin:failed':
      return { what: 'failed', why: text('why') };
    case 'onionskin:height': {
      const px = message['px'];
      return isNumber(px) ? { what: 'height', px } : undefined;
    }
    case 'onionskin:change':
      return { what: 'change', change: text('change'), totals: text('totals') };
    case 'onionskin:select': {
      const { line, lastLine } = message;
      return isNumber(line) && isNumber(lastLine) ? { what: 'select', line, lastLine } : undefined;
    }
    default:
      return undefined;
  }
}

/** Tells the frame. It has no origin that could be named; only the window that this script has made gets it. */
export function tell(frame: Window, wishes: Wishes): void {
  frame.postMessage({ type: 'onionskin:set', v: VERSION, ...wishes }, '*');
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
