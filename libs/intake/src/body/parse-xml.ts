import type { JsonValue } from '@hookline/contract';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { IntakeLimits } from '../intake-limits.js';
import { Refusal } from '../refusal.js';
import { rememberFor } from '../remember.js';

const maxReferences = 100_000;
/** What may be the beginning of an attribute's value; in the text between tags it is rare. */
const attribute = /=\s*["']/g;
const predefined: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/**
 * Parses XML without any notion of a document type: whatever declares one is refused unread, so there
 * are no entities but the five of XML itself and numbers, each replaced once.
 */
export function parseXml(text: string, limits: IntakeLimits): JsonValue | Refusal {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) {
    return new Refusal(400, 'xml_document_type');
  }
  const maxTags = limits.maxKeys * 2;
  const isLarge =
    hasMore(text, /</g, maxTags) ||
    hasMore(text, /&/g, maxReferences) ||
    hasMore(text, attribute, limits.maxKeys);
  if (isLarge) {
    return new Refusal(400, 'xml_too_large');
  }
  try {
    const verdict = XMLValidator.validate(text);
    if (verdict !== true) return new Refusal(400, 'xml_fault', { why: verdict.err.msg });
    const value: JsonValue = parserFor(limits).parse(text);
    return value;
  } catch (error) {
    const isDeep = error instanceof Error && error.message.includes('nested tags');
    return new Refusal(400, isDeep ? 'xml_too_deep' : 'xml_unreadable');
  }
}

const parserFor = rememberFor((limits: IntakeLimits): XMLParser => {
  return new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    textNodeName: '#text',
    parseTagValue: false,
    parseAttributeValue: false,
    ignoreDeclaration: true,
    ignorePiTags: true,
    processEntities: false,
    maxNestedTags: limits.maxDepth,
    tagValueProcessor: (_name, value) => decodeEntities(value),
    attributeValueProcessor: (_name, value) => decodeEntities(value),
  });
});

function hasMore(text: string, pattern: RegExp, max: number): boolean {
  let count = 0;
  for (const _ of text.matchAll(pattern)) {
    count += 1;
    if (count > max) return true;
  }
  return false;
}

function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(lt|gt|amp|quot|apos));/gi,
    (whole, ...found) => {
      const [decimal, hex, name]: (string | undefined)[] = found;
      if (name) return predefined[name] ?? whole;
      return characterOf(decimal ? Number(decimal) : parseInt(hex ?? '', 16));
    },
  );
}

function characterOf(point: number): string {
  const isText = point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
  return isText ? String.fromCodePoint(point) : '\ufffd';
}
