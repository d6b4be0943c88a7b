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
    headersTimeout: 15_000,
    ...withBody({ authorization: `Bearer ${apiKey}` }, asked.body),
  });
  const text = await body.text();
  if (statusCode >= 300) throw new Error(`${asked.method} ${asked.path}: ${statusCode} ${text}`);
  return asked.reply.parse(JSON.parse(text));
}

const withBody = (headers: Record<string, string>, body: object | undefined) =>
  body === undefined
    ? { headers }
    : {
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      };
