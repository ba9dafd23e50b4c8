// A site of VitePress, as its guide sets one up. `cargo xtask test` builds it.
import { styleSheet } from 'onionskin';
import onionskin from 'remark-onionskin/markdown-it';
import { defineConfig } from 'vitepress';

// The tests put the address of the site that they look at in its place.
const page = 'http://onionskin.test/';
const plugin = await onionskin({ page, strict: true });

export default defineConfig({
  title: 'Guide',
  head: [
    ['style', {}, await styleSheet()],
    ['script', { src: `${page}embed.js`, async: '' }],
  ],
  markdown: { config: (md) => md.use(plugin) },
});
