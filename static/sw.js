// Serves the page from the device. All files of one version are kept together, under a name of their own: either all of
// them are here, each as it was built, or the version is not used.

// The files of the page with their checksums, by the path from this file; `cargo xtask build` fills them in. Without any, this
// does nothing.
const FILES = {};

// Pages of other folders of the same site may have caches, too.
const PREFIX = `onionskin ${registration.scope} `;

/** FNV-1a with 32 bits, as xtask/src/offline.rs has it. */
const checksum = (bytes) => {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
};

const CACHE = PREFIX + checksum(new TextEncoder().encode(JSON.stringify(FILES)));
const HOME = 'index.html';

/** Loads a file and keeps it, if it is the one that belongs to this version. */
const keep = async (cache, name) => {
  // Asks the server whether what the browser has is still right: a file whose name stays may have changed.
  const answer = await fetch(name, { cache: 'no-cache' });
  const body = await answer.clone().arrayBuffer();
  if (!answer.ok || checksum(new Uint8Array(body)) !== FILES[name]) throw new Error(`${name} is of another version`);
  // A redirect cannot answer a navigation.
  await cache.put(name, answer.redirected ? new Response(body, { headers: answer.headers }) : answer);
};

const install = async () => {
  const cache = await caches.open(CACHE);
  try {
    await Promise.all(Object.keys(FILES).map((name) => keep(cache, name)));
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
};

const activate = async () => {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)));
  await clients.claim();
};

/** The name of the file that an address asks for, if it is one of the page's. */
const nameOf = (address) => {
  const { origin, pathname, search } = new URL(address);
  const folder = new URL(registration.scope);
  if (origin !== folder.origin || !pathname.startsWith(folder.pathname)) return undefined;
  const name = decodeURIComponent(pathname.slice(folder.pathname.length)) || HOME;
  // What stands behind a question mark says nothing to a page without a server; of other files it may be a version.
  return Object.hasOwn(FILES, name) && (name === HOME || !search) ? name : undefined;
};

const answer = async (request, name) => {
  const cache = await caches.open(CACHE);
  return (await cache.match(new URL(name, registration.scope))) ?? fetch(request);
};

addEventListener('install', (event) => event.waitUntil(install()));
addEventListener('activate', (event) => event.waitUntil(activate()));
addEventListener('message', (event) => {
  if (event.data === 'take over') skipWaiting();
});
addEventListener('fetch', (event) => {
  const name = event.request.method === 'GET' ? nameOf(event.request.url) : undefined;
  if (name) event.respondWith(answer(event.request, name));
});
