import { packed } from './packed.js';
import initialize, * as wasm from './wasm/onionskin.js';

let loading: Promise<typeof wasm> | undefined;

/** The module, which is unpacked and started at the first call. */
export function loaded(): Promise<typeof wasm> {
  loading ??= start().catch((reason: unknown) => {
    // The next call tries again.
    loading = undefined;
    throw reason;
  });
  return loading;
}

async function start(): Promise<typeof wasm> {
  const zipped = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  const stream = new Blob([zipped]).stream().pipeThrough(new DecompressionStream('gzip'));
  await initialize({ module_or_path: await new Response(stream).arrayBuffer() });
  return wasm;
}
