import { request } from 'undici';
import type { z } from 'zod';

export type ApiPlace = { readonly url: string; readonly apiKey: string };
type Asked<T extends z.ZodType> = {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly body?: object;
  readonly reply: T;
};

/** Asks the product's API as any program would. */
export async function callApi<T extends z.ZodType>(
  { url, apiKey }: ApiPlace,
  asked: Asked<T>,
): Promise<z.output<T>> {
  const { statusCode, body } = await request(`${url}/api/v1${asked.path}`, {
    method: asked.method,
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    headersTimeout: 15_000,
    ...(asked.body ? { body: JSON.stringify(asked.body) } : {}),
  });
  const text = await body.text();
  if (statusCode >= 300) throw new Error(`${asked.method} ${asked.path}: ${statusCode} ${text}`);
  return asked.reply.parse(JSON.parse(text));
}
