// Whether the page around the element is light or dark, and when that changes.

type Theme = 'light' | 'dark' | 'system';

/** The attributes that generators of documentation put on the root or the body, with what they mean. */
const MARKS: Readonly<Record<string, Theme>> = {
  // Docusaurus and Starlight have `data-theme`, Material for MkDocs `data-md-color-scheme`, Bootstrap `data-bs-theme`.
  light: 'light',
  default: 'light',
  dark: 'dark',
  slate: 'dark',
  // The themes of mdBook, which are classes, and VitePress's one.
  rust: 'light',
  coal: 'dark',
  navy: 'dark',
  ayu: 'dark',
};
const ATTRIBUTES = ['data-theme', 'data-md-color-scheme', 'data-bs-theme'];

/** The theme of the page around `element`: what is marked, else what its background is, else what it has a scheme for. */
export function themeAround(element: Element): Theme {
  const roots = [document.documentElement, document.body];
  for (const root of roots) {
    for (const attribute of ATTRIBUTES) {
      const theme = MARKS[root.getAttribute(attribute) ?? ''];
      if (theme) return theme;
    }
    for (const name of root.classList) {
      const theme = name === 'default' ? undefined : MARKS[name];
      if (theme) return theme;
    }
  }
  return themeBehind(element);
}

/** What the colour behind `element` is, as of VitePress, which marks only what is dark. */
function themeBehind(element: Element | null): Theme {
  for (let behind = element; behind; behind = behind.parentElement) {
    const color = getComputedStyle(behind).backgroundColor;
    const [, red, green, blue, alpha] = /^rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?\)$/.exec(color) ?? [];
    if (red && green && blue && Number(alpha ?? 1) > 0.5) {
      return Number(red) * 0.3 + Number(green) * 0.6 + Number(blue) * 0.1 < 128 ? 'dark' : 'light';
    }
  }
  return schemeOfPage();
}

/** What browsers draw a page in that has no colours of its own: white, unless it says that it can be dark. */
function schemeOfPage(): Theme {
  const { colorScheme } = getComputedStyle(document.documentElement);
  const meta = document.querySelector<HTMLMetaElement>('meta[name="color-scheme"]');
  const schemes = (colorScheme === 'normal' ? meta?.content : colorScheme)?.split(/\s+/) ?? [];
  if (!schemes.includes('dark')) return 'light';
  return schemes.includes('light') ? 'system' : 'dark';
}

/** Calls `then` whenever the page may look different, until what is returned is called. */
export function onTheme(then: () => void): () => void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', then);
  const observer = new MutationObserver(then);
  for (const root of [document.documentElement, document.body]) {
    observer.observe(root, {
      attributes: true,
      attributeFilter: ['class', 'style', ...ATTRIBUTES],
    });
  }
  return () => {
    observer.disconnect();
    system.removeEventListener('change', then);
  };
}
