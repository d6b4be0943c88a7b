import { isList, isObject, parseJson, Rejected, type JsonValue } from '@hookline/connector-kit';

export type EncodedBody = { content: string; contentType: string };

/**
 * Writes a body as the author asked. Without a word from them an object or list is JSON, a text is
 * plain text.
 * @returns `null` when there is nothing to send.
 */
export function encodeBody(
  body: JsonValue | undefined,
  bodyType: string | undefined,
  boundary: string,
): EncodedBody | null {
  if (body === undefined || bodyType === 'none') return null;
  if (bodyType === 'form') {
    return {
      content: typeof body === 'string' ? body : encodeForm(body),
      contentType: 'application/x-www-form-urlencoded',
    };
  }
  if (bodyType === 'multipart') return encodeMultipart(body, boundary);
  const isRaw = bodyType === 'raw' || (bodyType === undefined && typeof body === 'string');
  if (isRaw) return { content: asText(body), contentType: 'text/plain; charset=utf-8' };
  return { content: encodeJson(body), contentType: 'application/json' };
}

/** A text is taken as JSON already written; anything else is written here, so no value can break out. */
function encodeJson(body: JsonValue): string {
  if (typeof body !== 'string') return JSON.stringify(body);
  if (parseJson(body) !== undefined) return body;
  throw new Rejected('the body is not valid JSON; build it from fields, or choose "raw text"', {
    pointer: '/body',
    why: { code: 'body_not_json' },
  });
}

function encodeForm(body: JsonValue): string {
  const pairs = new URLSearchParams();
  for (const [name, value] of flatten(body)) pairs.append(name, value);
  return pairs.toString();
}

function encodeMultipart(body: JsonValue, wanted: string): EncodedBody {
  const fields = flatten(body);
  let boundary = wanted;
  while (fields.some(([name, value]) => name.includes(boundary) || value.includes(boundary))) {
    boundary += 'x';
  }
  const parts = fields.map(
    ([name, value]) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${escapeName(name)}"\r\n\r\n${value}\r\n`,
  );
  return {
    content: `${parts.join('')}--${boundary}--\r\n`,
    contentType: `multipart/form-data; boundary=${boundary}`,
  };
}

function escapeName(name: string): string {
  return name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** Nested values as names in brackets: `a[b]`, and `a[]` for lists of plain values. */
function flatten(body: JsonValue): readonly [string, string][] {
  if (!isObject(body)) {
    throw new Rejected('a form needs named values', {
      pointer: '/body',
      why: { code: 'form_without_names' },
    });
  }
  return Object.entries(body).flatMap(([name, value]) => flattenValue(name, value));
}

function flattenValue(name: string, value: JsonValue): readonly [string, string][] {
  if (value === null) return [];
  if (isList(value)) {
    return value.flatMap((each, at) =>
      flattenValue(isList(each) || isObject(each) ? `${name}[${at}]` : `${name}[]`, each),
    );
  }
  if (isObject(value)) {
    return Object.entries(value).flatMap(([key, each]) => flattenValue(`${name}[${key}]`, each));
  }
  return [[name, String(value)]];
}

/** A value as text: objects and lists as JSON. */
export function asText(value: JsonValue): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '');
}
