import { read, tell, type Said, type Wishes } from './messages';

/** How long the frame may take to show something, in milliseconds: a slow phone on a slow connection needs this long. */
const PATIENCE_MS = 40_000;

/** What a height is kept within, in CSS pixels: with less nothing is seen, and no page that anybody reads has more. */
const MIN_HEIGHT_PX = 60;
const MAX_HEIGHT_PX = 20_000;

/** What the frame may do: run its program, and open links in windows that may do anything. */
const SANDBOX = 'allow-scripts allow-popups allow-popups-to-escape-sandbox';

// Until the frame shows something, it lies unseen where the code block is; on paper there is the code block. A style sheet
// object, since pages forbid style elements.
const STYLES = `
:host { display: block; position: relative }
:host([hidden]) { display: none }
iframe { position: absolute; visibility: hidden; inset: 0; width: 100%; height: 100%; border: 0 }
.shown { position: static; visibility: visible; display: block }
.shown ~ slot { display: none }
@media print { iframe { display: none !important } .shown ~ slot { display: contents } }
`;

/** Called for what the frame says, and when it says nothing for too long. */
export type Hear = (said: Said) => void;

/** The page in a frame in the shadow of an element, whose own content stays what it is. */
export class Frame {
  readonly #frame: HTMLIFrameElement;
  readonly #hear: Hear;
  readonly #timer: number;
  #isReady = false;
  #followedPx = 0;
  #fixedPx: number | undefined;

  /** Throws where `page` is no address, or the browser is too old. */
  constructor(element: HTMLElement, page: string, hear: Hear) {
    const address = new URL(page, document.baseURI);
    // It tells the page that it stands in another one. The Dockerfile is in no address.
    address.search = '?embed';
    const styles = new CSSStyleSheet();
    styles.replaceSync(STYLES);
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [styles];

    const frame = document.createElement('iframe');
    frame.loading = 'lazy';
    frame.allow = 'clipboard-write';
    frame.referrerPolicy = 'no-referrer';
    frame.setAttribute('sandbox', SANDBOX);
    frame.src = address.href;
    this.#frame = frame;
    this.setTitle(element.title);
    this.#hear = hear;
    const why = `${address.origin} does not answer: is the page there, and may it be framed here (frame-src)?`;
    this.#timer = setTimeout(() => hear({ what: 'failed', why }), PATIENCE_MS);
    addEventListener('message', this.#onMessage);
    root.replaceChildren(frame, document.createElement('slot'));
  }

  /** Takes the frame away: the element's own content is shown again. */
  remove(): void {
    clearTimeout(this.#timer);
    removeEventListener('message', this.#onMessage);
    this.#frame.remove();
  }

  /** Tells the frame, if it is ready; when it is, it hears all of it anyway. */
  tell(wishes: Wishes): void {
    if (this.#isReady && this.#frame.contentWindow) tell(this.#frame.contentWindow, wishes);
  }

  /** Tells what screen readers call the frame. */
  setTitle(title: string): void {
    this.#frame.title = title || 'Dockerfile, explained by Onionskin';
  }

  /** Gives the frame a height, in CSS pixels, or that of its content. */
  setHeight(px: number | undefined): void {
    this.#fixedPx = px;
    this.#resize();
  }

  // Anybody can send messages, and the origin of a frame that has none is "null", as that of any other: the window decides.
  readonly #onMessage = ({ source, data }: MessageEvent): void => {
    const said = source && source === this.#frame.contentWindow ? read(data) : undefined;
    if (!said) return;
    switch (said.what) {
      case 'ready':
        this.#isReady = true;
        break;
      case 'height':
        this.#followedPx = said.px;
        this.#resize();
        break;
      case 'shown':
        clearTimeout(this.#timer);
        this.#frame.className = 'shown';
        this.#resize();
    }
    this.#hear(said);
  };

  #resize(): void {
    const px = Math.min(Math.max(Math.ceil(this.#fixedPx ?? this.#followedPx), MIN_HEIGHT_PX), MAX_HEIGHT_PX);
    if (this.#frame.className) this.#frame.style.height = `${px}px`;
  }
}
