import { Frame } from './frame';
import type { Said, Texts, Wishes } from './messages';
import { sourceOf } from './source';
import { onTheme, themeAround } from './theme';

/** How far outside of the window an element is made ready for the reader who comes to it. */
const NEAR = '600px';

/** The attributes that the frame is told as they stand, with what they are called there. */
const TOLD: ReadonlyMap<string, keyof Texts> = new Map([
  ['change', 'change'],
  ['target', 'target'],
  ['build-args', 'buildArgs'],
  ['select', 'select'],
  ['view', 'view'],
]);

/** The element's class, for a browser. The page lies at `home`, unless an element says otherwise. */
export function defineElement(home: string | undefined): CustomElementConstructor {
  return class OnionskinDockerfile extends HTMLElement {
    static readonly observedAttributes = [...TOLD.keys(), 'theme', 'height', 'title', 'src'];

    /** Ends what goes on while the element is on the page; there while it is. */
    #end: (() => void) | undefined;
    /** Whether the reader has come near, so that there is a frame, or would be if it had not failed. */
    #isNear = false;
    #frame: Frame | undefined;
    #toldSource: string | undefined;
    #toldTheme: string | undefined;

    connectedCallback(): void {
      if (this.#end) return;
      const sight = new IntersectionObserver(
        (entries) => {
          if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
          sight.disconnect();
          this.#isNear = true;
          this.#load();
        },
        { rootMargin: NEAR },
      );
      sight.observe(this);
      // The text may come behind the element, and a page may change it.
      const text = new MutationObserver(() => this.#tellSource());
      text.observe(this, {
        childList: true,
        characterData: true,
        subtree: true,
      });
      const endTheme = onTheme(() => this.#tellTheme());
      this.#end = () => {
        sight.disconnect();
        text.disconnect();
        endTheme();
        this.#isNear = false;
        this.#unload();
      };
    }

    disconnectedCallback(): void {
      this.#end?.();
      this.#end = undefined;
    }

    attributeChangedCallback(name: string): void {
      if (name === 'src') {
        if (!this.#isNear) return;
        this.#unload();
        this.#load();
      } else if (name === 'theme') {
        this.#tellTheme();
      } else if (name === 'height') {
        this.#setHeight();
      } else if (name === 'title') {
        this.#frame?.setTitle(this.title);
      } else {
        const wish = TOLD.get(name);
        if (wish) this.#frame?.tell({ [wish]: this.getAttribute(name) });
      }
    }

    #load(): void {
      const page = this.getAttribute('src') ?? home;
      try {
        if (!page) throw new Error('it does not know where the page is: give it the address as src');
        this.#frame = new Frame(this, page, (said) => this.#hear(said));
      } catch (error) {
        this.#fail(String(error));
      }
    }

    #unload(): void {
      this.#frame?.remove();
      this.#frame = this.#toldSource = this.#toldTheme = undefined;
    }

    #hear(said: Said): void {
      switch (said.what) {
        // A frame that starts anew says so again.
        case 'ready': {
          const wishes: Wishes = { source: (this.#toldSource = sourceOf(this)) };
          for (const [name, wish] of TOLD) wishes[wish] = this.getAttribute(name);
          this.#frame?.tell(wishes);
          this.#toldTheme = undefined;
          this.#tellTheme();
          this.#setHeight();
          break;
        }
        case 'shown':
          this.#report('ready', {});
          break;
        case 'failed':
          this.#fail(said.why);
          break;
        case 'change':
          this.#report('change', { change: said.change, totals: said.totals });
          break;
        case 'select':
          this.#report('select', { line: said.line, lastLine: said.lastLine });
      }
    }

    #tellSource(): void {
      const source = sourceOf(this);
      if (!this.#frame || source === this.#toldSource) return;
      this.#toldSource = source;
      // The line is one of this text.
      this.#frame.tell({ source, select: this.getAttribute('select') });
    }

    #tellTheme(): void {
      const wish = this.getAttribute('theme');
      const theme = wish === 'light' || wish === 'dark' ? wish : themeAround(this);
      if (!this.#frame || theme === this.#toldTheme) return;
      this.#toldTheme = theme;
      this.#frame.tell({ theme });
    }

    /** The height that the page gives it, in CSS pixels; without one it is as high as what it shows. */
    #setHeight(): void {
      const px = parseInt(this.getAttribute('height') ?? '', 10);
      this.#frame?.setHeight(px > 0 ? px : undefined);
      this.#frame?.tell({ follows: !(px > 0) });
    }

    #fail(why: string): void {
      this.#unload();
      console.warn(`<onionskin-dockerfile> stays a code block: ${why}`);
      this.#report('error', { message: why });
    }

    /** Tells the page around it. */
    #report(what: string, detail: object): void {
      this.dispatchEvent(
        new CustomEvent(`onionskin-${what}`, {
          bubbles: true,
          composed: true,
          detail,
        }),
      );
    }
  };
}
