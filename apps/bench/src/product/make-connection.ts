import { z } from 'zod';
import { callApi, type ApiPlace } from './call-api.js';

const made = z.object({ id: z.string() });

/** Makes a connection with these values through the API. */
export async function makeConnection(
  place: ApiPlace,
  body: { app: string; name: string; values: Record<string, string> },
): Promise<string> {
  const { id } = await callApi(place, { method: 'POST', path: '/connections', body, reply: made });
  return id;
}
