import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import ipaddr from 'ipaddr.js';

export type AllowEntry =
  | { kind: 'cidr'; network: ipaddr.IPv4 | ipaddr.IPv6; prefixBits: number; port: number | null }
  | { kind: 'host'; host: string; port: number | null };

/** Reads one entry of OUTBOUND_ALLOW: a CIDR, an address or a host, the last two with an optional port. */
export function parseAllowEntry(entry: string): AllowEntry | null {
  const text = entry.trim();
  if (text.includes('/')) return parseCidr(text);
  if (isIP(text) !== 0) return oneAddress(text, null);
  const split = /^(?:\[([^\]]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(text);
  if (split === null) return null;
  const [, bracketed, plain, digits] = split;
  const port = digits === undefined ? null : Number(digits);
  if (port !== null && (port < 1 || port > 65_535)) return null;
  if (bracketed !== undefined) return isIP(bracketed) === 6 ? oneAddress(bracketed, port) : null;
  if (plain === undefined) return null;
  return isIP(plain) === 4 ? oneAddress(plain, port) : parseHost(plain, port);
}

function parseCidr(text: string): AllowEntry | null {
  const [address = '', bits = ''] = text.split('/');
  if (isIP(address) === 0 || !/^\d{1,3}$/.test(bits) || !ipaddr.isValidCIDR(text)) return null;
  const [network, prefixBits] = ipaddr.parseCIDR(text);
  return { kind: 'cidr', network, prefixBits, port: null };
}

function oneAddress(text: string, port: number | null): AllowEntry {
  const network = ipaddr.parse(text);
  return { kind: 'cidr', network, prefixBits: network.kind() === 'ipv4' ? 32 : 128, port };
}

function parseHost(text: string, port: number | null): AllowEntry | null {
  const host = domainToASCII(text.replace(/\.$/, '')).toLowerCase();
  const isName =
    /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$/;
  // "10.1" or "0x7f.1" is an address in disguise, not a name.
  if (!isName.test(host) || /^(0x[0-9a-f]*|\d+)$/.test(host.split('.').at(-1) ?? '')) return null;
  return { kind: 'host', host, port };
}
