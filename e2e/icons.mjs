// Draws the icons of the installed page from the shape in static/icon.svg: `CHROMIUM=/usr/bin/chromium node icons.mjs`
// in this folder writes static/icons/*.png. They change as seldom as the logo, so they are kept and not built.
import { chromium } from '@playwright/test';

const FOLDER = new URL('../static/icons/', import.meta.url).pathname;

/** Three skins, one over the other, `share` of the width of the icon. */
const logo = (size, share, colour, background) => {
  const left = (26 - 26 / share) / 2;
  const view = `${left} ${left} ${26 / share} ${26 / share}`;
  const skin = (y, opacity) => `<rect x="2" y="${y}" width="22" height="9" rx="3.5" opacity="${opacity}"/>`;
  return `<body style="margin:0;background:${background}"><svg xmlns="http://www.w3.org/2000/svg" width="${size}"
    height="${size}" viewBox="${view}" fill="${colour}" style="display:block">${skin(3, 0.35)}${skin(8.5, 0.6)}${skin(14, 1)}</svg>`;
};

const ICONS = [
  ['any-192', 192, 0.92, '#6d3bbf', 'transparent'],
  ['any-512', 512, 0.92, '#6d3bbf', 'transparent'],
  // Systems cut these to a shape of their own; a circle of four fifths of the width is never cut.
  ['maskable-512', 512, 0.56, '#ffffff', '#6434b5'],
  ['touch', 180, 0.66, '#ffffff', '#6434b5'],
];

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
for (const [name, size, share, colour, background] of ICONS) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(logo(size, share, colour, background));
  await page.screenshot({ path: `${FOLDER}${name}.png`, omitBackground: background === 'transparent' });
  await page.close();
}
await browser.close();
