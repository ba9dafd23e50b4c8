// Runs before the app: it shows the theme of the last visit from the first paint on, and it tells the reader when
// the app cannot start or has stopped, which the app itself then cannot.
(() => {
  try {
    const theme = localStorage.getItem('onionskin.theme');
    if (theme) document.documentElement.setAttribute('data-theme', theme);
  } catch {
    // Storage is blocked: the page follows the system.
  }

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
