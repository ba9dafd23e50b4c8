import { createServer, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The built site. */
export const DIST = fileURLToPath(new URL('../../dist', import.meta.url));

const MIME_TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** What a server says to a request; `undefined` is 404. */
export interface Answer {
  body: string | Buffer;
  headers: OutgoingHttpHeaders;
}

/** A server on this machine, on a port that is free. */
export class Server {
  private constructor(
    readonly url: string,
    readonly requests: { url: string; body: string; headers: IncomingHttpHeaders }[],
    readonly close: () => Promise<void>,
  ) {}

  static async start(answer: (path: string) => Promise<Answer | undefined> | Answer | undefined): Promise<Server> {
    const requests: Server['requests'] = [];
    const server = createServer(async (request, response) => {
      let body = '';
      for await (const part of request) body += part;
      requests.push({ url: request.url ?? '', body, headers: request.headers });
      const answered = await answer(new URL(request.url ?? '/', 'http://x').pathname);
      response.writeHead(answered ? 200 : 404, answered?.headers ?? {}).end(answered?.body ?? '');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return new Server(`http://127.0.0.1:${port}/`, requests, async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });
  }
}

/** A file of the built site, with `headers`. */
export async function siteFile(path: string, headers: OutgoingHttpHeaders): Promise<Answer | undefined> {
  const name = normalize(path === '/' ? '/index.html' : path);
  try {
    const body = await readFile(join(DIST, name));
    return { body, headers: { 'content-type': MIME_TYPES[extname(name)] ?? 'text/plain; charset=utf-8', ...headers } };
  } catch {
    return undefined;
  }
}
