import { BlockList, isIP } from 'node:net';
import { Refusal } from '../refusal.js';

/** The networks that may call; `null`: everybody, `broken`: the list cannot be read, so nobody. */
export type AddressRule = BlockList | 'broken' | null;

/** Reads addresses and networks (`203.0.113.0/24`), one in a line or with commas. */
export function readAddressRule(text: unknown): AddressRule {
  if (typeof text !== 'string' || text.trim() === '') return null;
  const list = new BlockList();
  for (const entry of text.split(/[\s,;]+/).filter((each) => each !== '')) {
    if (!addNetwork(list, entry)) return 'broken';
  }
  return list;
}

function addNetwork(list: BlockList, entry: string): boolean {
  const [address = '', bits, ...more] = entry.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  const longest = version === 4 ? 32 : 128;
  if (bits !== undefined && !/^\d{1,3}$/.test(bits)) return false;
  const length = bits === undefined ? longest : Number(bits);
  if (length > longest) return false;
  list.addSubnet(address, length, version === 4 ? 'ipv4' : 'ipv6');
  return true;
}

/** A second factor only: whoever calls from elsewhere is refused, whatever else it can show. */
export function checkAddress(rule: AddressRule, address: string | null): Refusal | null {
  if (rule === null) return null;
  if (rule === 'broken') return new Refusal(401, 'addresses_unreadable');
  const plain = (address ?? '').replace(/^::ffff:(?=\d+\.)/i, '');
  const version = isIP(plain);
  const isAllowed = version !== 0 && rule.check(plain, version === 4 ? 'ipv4' : 'ipv6');
  return isAllowed ? null : new Refusal(401, 'address_foreign', { address: plain || '(unknown)' });
}
