import type { JsonObject } from '@hookline/contract';
import { findReceiver } from '@hookline/connectors';
import { createIntake, type IntakeOutcome, type RawRequest } from '@hookline/intake';
import { derivedVectors } from './derived-vectors.given.js';
import { publishedVectors } from './published-vectors.given.js';
import type { Vector } from './vectors.given.js';

export const vectors: readonly Vector[] = [...publishedVectors, ...derivedVectors];
export const usualUrl = 'https://hooks.example.test/h/abc';

type Change = Partial<Pick<RawRequest, 'url' | 'receivedAtMs' | 'headers'>> & { body?: string };

export function requestOf(
  vector: Vector,
  change: Change & { signature?: string } = {},
): RawRequest {
  const signature = change.signature ?? vector.signature;
  const url = change.url ?? vector.url ?? usualUrl;
  const sent = change.body ?? vector.body ?? '';
  const { carrier } = vector;
  const isField = 'field' in carrier;
  const body = isField ? `${sent}&${carrier.field}=${signature}` : sent;
  const own = Object.entries(vector.headers ?? {});
  return {
    method: vector.method ?? 'POST',
    path: '',
    query: url.split('?')[1] ?? '',
    url,
    headers: change.headers ?? [
      ['content-type', vector.type ?? 'application/json'],
      ...own,
      ...(isField ? [] : [[carrier.header, signature] as const]),
    ],
    body: Buffer.from(body),
    address: null,
    receivedAtMs: change.receivedAtMs ?? vector.atMs ?? 1_700_000_000_000,
  };
}

export async function judge(
  vector: Vector,
  request: RawRequest,
  values: JsonObject = vector.values,
): Promise<IntakeOutcome> {
  const preset = findReceiver(...vector.source);
  if (!preset) throw new Error('no such receiver');
  // P18 is a GET, which HubSpot itself never sends: its signature is what counts.
  const open = { ...preset, methods: [...preset.methods, 'GET'] };
  return createIntake(open, {})(request, { verification: values });
}

export const reasonOf = (outcome: IntakeOutcome): string =>
  outcome.outcome === 'rejected' ? `${outcome.status} ${outcome.reason}` : outcome.outcome;
