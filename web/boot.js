// Runs before the app: it shows the theme of the last visit from the first paint on, it loads the editor, and it tells
// the reader when the app cannot start or has stopped, which the app itself then cannot.
(() => {
  try {
    const theme = localStorage.getItem('onionskin.theme');
    if (theme) document.documentElement.setAttribute('data-theme', theme);
  } catch {
    // Storage is blocked: the page follows the system.
  }

  // The app asks for its editor once the page is shown. It is a module of its own, which is there after the next paint.
  globalThis.loadEditor = async () => {
    const { editor } = document.getElementById('onionskin').dataset;
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return import(new URL(editor, document.baseURI).href);
  };

  const fail = () => {
    const failure = document.getElementById('failure');
    if (!failure) return;
    failure.hidden = false;
    document.getElementById('reload')?.addEventListener('click', () => location.reload());
  };
  // Until the app has replaced it, its element holds the text that the page came with.
  const hasStarted = () => !document.querySelector('#onionskin > .boot');
  const isWasm = (error) =>
    typeof WebAssembly !== 'object' ||
    [WebAssembly.RuntimeError, WebAssembly.CompileError, WebAssembly.LinkError].some((kind) => error instanceof kind);

  addEventListener('error', (event) => {
    if (isWasm(event.error) || !hasStarted()) fail();
  });
  addEventListener('unhandledrejection', (event) => {
    if (isWasm(event.reason) || !hasStarted()) fail();
  });
})();
