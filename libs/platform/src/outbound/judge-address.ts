import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { AllowEntry } from './parse-allow.js';

export type Address = { address: string; family: 4 | 6 };
export type Target = { host: string; port: number };
type Ip = ipaddr.IPv4 | ipaddr.IPv6;

/** Where clouds hand out credentials: closed also inside an allowed network, unless named alone. */
const metadata = [
  '169.254.169.254',
  '169.254.170.2',
  '169.254.170.23',
  '100.100.100.200',
  '168.63.129.16',
  '192.0.0.192',
  'fd00:ec2::254',
  'fd00:ec2::23',
  'fd20:ce::254',
].map((text) => ipaddr.parse(text).toNormalizedString());

/** Addresses given out for the public internet; everything else of IPv6 is special or not yet used. */
const publicIpv6 = ipaddr.IPv6.parseCIDR('2000::/3');

/** Ports above 1023 whose usual service is no HTTP and obeys whatever is written to it. */
const refusedPorts = new Set([
  1433, 1521, 2049, 2375, 2376, 3306, 3389, 5432, 5900, 6379, 11_211, 27_017,
]);

export const isHttpPort = (port: number) =>
  port === 80 || port === 443 || (port >= 1024 && port <= 65_535 && !refusedPorts.has(port));

export const isPublic = (address: string) => isPublicIp(ipaddr.parse(address));

/** Whether OUTBOUND_ALLOW opens this address and port. */
export function isAllowed(address: string, target: Target, allow: readonly AllowEntry[]): boolean {
  const ip = ipaddr.parse(address);
  const isMetadata = metadata.includes(ip.toNormalizedString());
  return allow.some((entry) => {
    if (entry.port !== null && entry.port !== target.port) return false;
    if (entry.kind === 'host') return !isMetadata && entry.host === target.host;
    if (isMetadata && !isSingle(entry.prefixBits, ip)) return false;
    return contains(entry, ip);
  });
}

/** The address that a URL's host is, if it is one: the resolver is never asked for these. */
export function literalOf(hostname: string): Address | null {
  const text = hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
  const family = isIP(text);
  return family === 4 || family === 6 ? { address: text, family } : null;
}

/** Whether a socket has really reached the address that was checked. */
export function isSameAddress(remote: string | undefined, { address }: Address): boolean {
  if (remote === address) return true;
  if (remote === undefined || !ipaddr.isValid(remote)) return false;
  return ipaddr.parse(remote).toNormalizedString() === ipaddr.parse(address).toNormalizedString();
}

function isPublicIp(ip: Ip): boolean {
  if (ip.range() !== 'unicast' || metadata.includes(ip.toNormalizedString())) return false;
  return ip instanceof ipaddr.IPv4 || ip.match(publicIpv6);
}

const isSingle = (prefixBits: number, ip: Ip) => prefixBits === (ip.kind() === 'ipv4' ? 32 : 128);

function contains({ network, prefixBits }: { network: Ip; prefixBits: number }, ip: Ip): boolean {
  if (network instanceof ipaddr.IPv4)
    return ip instanceof ipaddr.IPv4 && ip.match(network, prefixBits);
  return ip instanceof ipaddr.IPv6 && ip.match(network, prefixBits);
}
