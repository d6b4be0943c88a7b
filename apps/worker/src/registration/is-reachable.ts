import { isPublic, literalOf } from '@hookline/platform';

/** Names that are this machine or its own network to everybody. */
const inside = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home\.arpa)$/i;

/** Whether a sender somewhere in the world could call this address, as far as it can be told by looking at it. */
export function isReachable(publicUrl: string): boolean {
  const { hostname } = new URL(publicUrl);
  const literal = literalOf(hostname);
  if (literal) return isPublic(literal.address);
  const name = hostname.replace(/\.$/, '');
  return name.includes('.') && !inside.test(name);
}
