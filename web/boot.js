// Runs before the app and starts it: it shows the theme of the last visit from the first paint on, and it tells the reader
// when the app cannot start or has stopped, which the app itself then cannot. Then it keeps the reader's text. It loads the
// code editor, too, whose name only the page knows.
(() => {
  // As in web/src/browser/storage.rs.
  const DRAFT = 'onionskin.draft';
  const RESCUED = 'onionskin.rescued';
  const THEME = 'onionskin.theme';

  // Inside of another page. Then there is nothing of the reader's to look after, and that page is told (web/src/browser/host.rs).
  const isEmbedded = new URLSearchParams(location.search).has('embed');

  const find = (id) => document.getElementById(id);
  const read = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      // Storage is blocked: the page does without.
      return null;
    }
  };
  const write = (key, value) => {
    try {
      localStorage.setItem(key, value);
      return true;
    } catch {
      return false;
    }
  };

  const theme = isEmbedded ? null : read(THEME);
  if (theme) document.documentElement.setAttribute('data-theme', theme);

  // The app asks for the code editor once the page is shown: a module, whose code does not run before the next paint.
  globalThis.loadEditor = async () => {
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return import(new URL(find('onionskin').dataset.editor, document.baseURI).href);
  };

  // Until the app has replaced it, its element holds the text that the page came with.
  const hasStarted = () => !document.querySelector('#onionskin > .boot');

  // What is in the editor: a text field, or an editor that says how to get its text.
  const textOf = (editor) => editor.currentText?.() ?? editor.querySelector('textarea')?.value ?? '';

  // Keeps what is in the editor, whose attribute tells whether that is the draft. Returns the text and whether it is kept.
  const keep = () => {
    const editor = document.querySelector('#onionskin .editor:not(.source-view)');
    if (!editor) {
      const text = read(DRAFT) ?? read(RESCUED) ?? '';
      return { text, isKept: text !== '' };
    }
    const text = textOf(editor);
    return { text, isKept: write('draft' in editor.dataset ? DRAFT : RESCUED, text) };
  };

  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      find('copied').textContent = 'Copied.';
    } catch {
      const field = find('lost-text');
      field.hidden = false;
      field.value = text;
      field.select();
      tell('refused');
    }
  };

  // The app may start from the very text that stops it: it is set aside, and offered again once the page runs.
  const startAfresh = (text) => {
    if (!write(RESCUED, text)) return;
    localStorage.removeItem(DRAFT);
    location.replace(location.href.split('#')[0]);
  };

  const tell = (what) => {
    document.querySelector(`[data-failure="${what}"]`).hidden = false;
  };

  let hasFailed = false;
  const fail = () => {
    if (hasFailed || !find('failure')) return;
    hasFailed = true;
    const { text, isKept } = isEmbedded ? {} : keep();
    if (isEmbedded) {
      const why = hasStarted() ? 'its program has stopped over this Dockerfile' : find('barred').textContent.trim();
      parent.postMessage({ type: 'onionskin:failed', v: 1, why }, '*');
      find('barred').hidden = hasStarted() || origin !== 'null';
    }
    tell(hasStarted() ? 'run' : 'start');
    if (text) {
      tell(isKept ? 'kept' : 'unkept');
      find('copy-text').hidden = false;
      find('copy-text').addEventListener('click', () => copy(text));
      find('start-afresh').hidden = hasStarted() || !isKept;
      find('start-afresh').addEventListener('click', () => startAfresh(text));
    }
    find('reload').addEventListener('click', () => location.reload());
    find('failure').hidden = false;
  };

  const isWasm = (error) =>
    typeof WebAssembly === 'object' &&
    [WebAssembly.RuntimeError, WebAssembly.CompileError, WebAssembly.LinkError].some((kind) => error instanceof kind);
  // Without WebAssembly, the text that stands in the page says what is missing.
  const stops = (error) => isWasm(error) || (!hasStarted() && typeof WebAssembly === 'object');

  addEventListener('error', (event) => {
    if (stops(event.error)) fail();
  });
  addEventListener('unhandledrejection', (event) => {
    if (stops(event.reason)) fail();
  });

  // The first paint shows what stands in the page; nothing that is loaded for the app makes it later.
  const painted = () =>
    new Promise((resolve) => {
      // What is in the background is not painted, nor is a frame out of sight.
      if (document.hidden || isEmbedded) resolve();
      else requestAnimationFrame(() => setTimeout(resolve));
    });

  // What opens links is in the module that is loaded later, whose name `cargo xtask build` makes of that of the first one:
  // with a link in the address, neither waits for the other.
  const laterModule = (first) => first.href.replace(/[^/]*-([0-9a-f]+)_bg\.wasm$/, 'later-$1.wasm');
  const link = (what) => {
    const element = Object.assign(document.createElement('link'), what);
    document.head.append(element);
    return element;
  };
  const preload = (href) => link({ rel: 'preload', as: 'fetch', crossOrigin: 'anonymous', href });
  // Ends when the styles are here, or cannot be had.
  const style = (href) =>
    new Promise((resolve) => {
      const sheet = link({ rel: 'stylesheet', href });
      sheet.onload = sheet.onerror = resolve;
    });

  // Compiles a module while it arrives, if the server says what it is. To start it is work of its own: done in one go, both would
  // keep somebody on a slow phone waiting who scrolls already. The script that loads the second module calls this, too.
  globalThis.compileModule = async (response) => {
    const answer = await response;
    const isTold = answer.headers.get('content-type') === 'application/wasm' && WebAssembly.compileStreaming;
    const module = await (isTold ? WebAssembly.compileStreaming(answer) : WebAssembly.compile(await answer.arrayBuffer()));
    await new Promise((resolve) => setTimeout(resolve));
    return module;
  };

  addEventListener('DOMContentLoaded', async () => {
    await painted();
    const address = (name) => new URL(document.querySelector(`meta[name="${name}"]`).content, document.baseURI);
    try {
      const compiling = globalThis.compileModule(fetch(address('program-module')));
      const isLink = location.href.split('#')[1] || /[?&]d=|%23/.test(location.href);
      // These may start with what otherwise comes later.
      const isAllShown = isLink || isEmbedded;
      if (isAllShown) preload(laterModule(address('program-module')));
      const styles = isAllShown ? style(address('later-styles')) : undefined;
      const [program, module] = await Promise.all([import(address('program')), compiling, styles]);
      await program.default({ module_or_path: module });
      if (!isAllShown) style(address('later-styles'));
    } catch (error) {
      // In a frame without an origin, browsers do not tell a script from elsewhere of its own errors.
      if (isEmbedded) fail();
      throw error;
    }
  });
})();
