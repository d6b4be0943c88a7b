import {
  readJsonBody,
  type HttpResponse,
  type JsonObject,
  type JsonValue,
  type Said,
} from '@hookline/connector-kit';

/** An answer's body by its type: JSON as a value, text as text, anything else in base64. */
function readResponse(response: HttpResponse): JsonValue {
  if (response.body.length === 0) return null;
  const [type = ''] = (response.headers['content-type'] ?? '').toLowerCase().split(';');
  if (/[/+]json$/.test(type.trim())) {
    return readJsonBody(response) ?? readText(response);
  }
  if (type === '') return readJsonBody(response) ?? readText(response);
  if (/^text\/|[/+]xml$|javascript$|x-www-form-urlencoded$/.test(type.trim()))
    return readText(response);
  return Buffer.from(response.body).toString('base64');
}

/** An answer as later steps see it. */
export function outputOf(response: HttpResponse): JsonObject {
  return {
    status: response.status,
    headers: { ...response.headers },
    body: readResponse(response),
  };
}

/** What a target said about its refusal, shortened for a person. */
export function explainStatus(response: HttpResponse): Said {
  const quote = readText(response).replace(/\s+/g, ' ').trim().slice(0, 300);
  const status = `the target answered with status ${response.status}`;
  return { message: quote === '' ? status : `${status}: ${quote}`, quote };
}

function readText(response: HttpResponse): string {
  return new TextDecoder().decode(response.body).replaceAll('\0', '\ufffd');
}
