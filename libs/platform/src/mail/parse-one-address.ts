import { domainToASCII } from 'node:url';

const localPart = /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const unicodeDomain = /^[\p{L}\p{M}\p{N}.-]+$/u;
const asciiDomain =
  /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/;

const maxChars = 320;
const maxLocalChars = 64;

/**
 * The address if the text is exactly one plain `local@domain`, its domain in ASCII; else null.
 * Display names, groups, comments, quotes and lists are not for mapped text: with them a sender of
 * data could choose whom we write to.
 */
export function parseOneAddress(text: string): string | null {
  // First, because parsers of addresses are known to be slow on long ones.
  if (typeof text !== 'string' || text.length > maxChars) return null;
  const [local, domain, ...rest] = text.replace(/^[ \t]+|[ \t]+$/g, '').split('@');
  if (local === undefined || domain === undefined || rest.length > 0) return null;
  if (local.length > maxLocalChars || !localPart.test(local)) return null;
  // An encoded word: a reader of the header would see another text than we checked.
  if (local.includes('=?')) return null;
  if (!unicodeDomain.test(domain)) return null;
  const ascii = domainToASCII(domain).toLowerCase();
  return asciiDomain.test(ascii) ? `${local}@${ascii}` : null;
}
