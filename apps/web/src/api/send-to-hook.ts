import type { JsonObject } from '@hookline/contract';
import { ApiFault } from './api-fault.js';

/** Posts to a flow's address as its sender would; through our own origin, since the page's policy allows no other. */
export async function sendToHook(hookUrl: string, body: JsonObject): Promise<void> {
  const { pathname } = new URL(hookUrl, window.location.origin);
  const response = await fetch(pathname, {
    method: 'POST',
    credentials: 'omit',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch((error: unknown) => {
    throw new ApiFault({ code: 'offline', message: 'no connection', status: 0 }, error);
  });
  if (response.ok) return;
  const code = response.status >= 500 ? 'try_later' : 'invalid_request';
  throw new ApiFault({ code, message: await response.text(), status: response.status });
}
