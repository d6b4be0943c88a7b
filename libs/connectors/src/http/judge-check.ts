import type { HttpResponse, Verdict } from '@hookline/connector-kit';
import { explainStatus, outputOf } from './read-response.js';

/** What the answer to a check says: it happened, it did not, or nothing that one could rely on. */
export function judgeCheck(response: HttpResponse, proof: string | undefined): Verdict {
  const { status } = response;
  if (status === 404 || status === 410) return { happened: false };
  if (status < 200 || status > 299) {
    return { happened: 'unknown', because: explainStatus(response).message };
  }
  const isProved = proof === undefined || new TextDecoder().decode(response.body).includes(proof);
  return isProved ? { happened: true, output: outputOf(response) } : { happened: false };
}
