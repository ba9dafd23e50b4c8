// The script that a page of somebody else's loads: `<onionskin-dockerfile>` becomes the explained Dockerfile. A classic
// script, since not every page can load modules. Where there is no browser, as when a page is rendered on a server, it does
// nothing.

import { defineElement } from './element';

const NAME = 'onionskin-dockerfile';

// Twice on a page is as good as once.
if (typeof customElements === 'object' && !customElements.get(NAME)) {
  const script = document.currentScript;
  customElements.define(NAME, defineElement(script instanceof HTMLScriptElement ? pageOf(script.src) : undefined));
}

/** The page that lies beside the script at `address`, or above it, where that is one of a folder for a version. */
function pageOf(address: string): string {
  return new URL(/\/v\d+\/[^/]*$/.test(new URL(address).pathname) ? '../' : './', address).href;
}
