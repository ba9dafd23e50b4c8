// Keeps the page on the device, so that it opens without a network (`static/sw.js` does it), and offers a new version
// when there is one. Where the browser has no service workers or blocks them, the page works as it does without.
(() => {
  // Inside of another page nothing is kept, and in a sandboxed frame even to ask is an error.
  if (new URLSearchParams(location.search).has('embed')) return;
  const container = navigator.serviceWorker;
  if (!container) return;

  // How long after the page is loaded its files are kept, in milliseconds.
  const DELAY_MS = 4_000;

  // How long a new version that is asked for may take to take over, in milliseconds.
  const PATIENCE_MS = 3_000;

  // Whether the reader has asked for the new version here: other open pages stay as they are.
  let isWanted = false;
  container.addEventListener('controllerchange', () => {
    if (isWanted) location.reload();
  });

  const offer = (registration, worker) => {
    const update = document.getElementById('update');
    if (!update) return;
    update.hidden = false;
    document.getElementById('update-now').onclick = () => {
      isWanted = true;
      worker.postMessage('take over');
      // A browser may wait for the older version without end. Without either of them the page comes from the server, which has
      // the new one, and is kept anew.
      setTimeout(async () => {
        // It is on its way in, or there is no server.
        if (worker.state !== 'installed' || !navigator.onLine) return;
        await registration.unregister();
        location.reload();
      }, PATIENCE_MS);
    };
    document.getElementById('update-later').onclick = () => {
      update.hidden = true;
    };
  };

  // What is ready while an older version runs the page waits for the reader.
  const watch = (registration, worker) => {
    const look = () => {
      if (worker.state === 'installed' && container.controller) offer(registration, worker);
    };
    worker.addEventListener('statechange', look);
    look();
  };

  const register = async () => {
    try {
      const registration = await container.register('sw.js');
      const { waiting } = registration;
      if (waiting) watch(registration, waiting);
      registration.addEventListener('updatefound', () => {
        const { installing } = registration;
        if (installing) watch(registration, installing);
      });
    } catch {
      // Blocked, or there is no such file here.
    }
  };

  // Keeping every file takes a processor and the network for a while, which the page itself needs first.
  addEventListener('load', () => setTimeout(register, DELAY_MS));
})();
