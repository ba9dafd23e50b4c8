// Programs that pass links on may write `%23` for the `#` in front of what a link carries, and then a server is asked for it as
// for a file. No name of a file has it, so it is put back.
(() => {
  const [page, link] = location.href.split('%23');
  if (link) location.replace(`${page}#${link}`);
})();
