import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError } from '../http/index.js';

const config = {
  policy: { kind: 'open', reason: 'the pages of the product hold no data of anybody' },
} as const;

/** Paths of programs: an unknown one is an error to them, never a page. */
const notPages = /^\/(api|hooks|health|metrics)(\/|$)/;

const pageMissing = `<!doctype html><meta charset="utf-8"><title>Hookline</title>
<h1>Hookline runs, but its pages are not built</h1>
<p>Run <code>npm run build</code> in the folder of Hookline, then start it again. Webhooks and the API work.</p>
`;

/** Serves the built pages; an address that is no file is the page's own to make sense of. */
export async function registerWeb(fastify: FastifyInstance, distDir: string): Promise<void> {
  const files = await listFiles(distDir);
  // The plugin only lends `sendFile`: routes are ours, so that each says who may call it.
  fastify.register(fastifyStatic, {
    root: distDir,
    serve: false,
    dotfiles: 'deny',
    preCompressed: true,
  });
  fastify.get('/*', { config }, (request, reply) => sendPage(files, request, reply));
}

function sendPage(
  files: ReadonlySet<string>,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const path = request.url.replace(/\?.*$/s, '');
  const file = path.slice(1);
  if (files.has(file) && file !== 'index.html') return sendAsset(file, reply);
  const wantsPage = (request.headers.accept ?? '').includes('text/html');
  if (notPages.test(path) || !wantsPage) throw new ApiError('not_found');
  reply.header('cache-control', 'no-store');
  if (!files.has('index.html')) return reply.code(503).type('text/html').send(pageMissing);
  return reply.sendFile('index.html', { cacheControl: false });
}

/** The names in `assets` hold a hash of what is in them, so they never change. */
function sendAsset(file: string, reply: FastifyReply): FastifyReply {
  const isHashed = file.startsWith('assets/');
  return reply
    .header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    .sendFile(file, { cacheControl: false });
}

async function listFiles(dir: string): Promise<ReadonlySet<string>> {
  const isThere = await stat(dir).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isThere) return new Set();
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dir, join(entry.parentPath, entry.name)).split(sep).join('/'));
  return new Set(paths);
}
