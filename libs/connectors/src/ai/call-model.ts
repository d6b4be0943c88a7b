import {
  failForStatus,
  isObject,
  NeedsReconnect,
  readInput,
  readJsonBody,
  Rejected,
  textIn,
  Unavailable,
  whyOfStatus,
  type Http,
  type HttpResponse,
  type JsonObject,
  type JsonValue,
  type Said,
  type WhyCode,
} from '@hookline/connector-kit';
import { modelFields } from './model-fields.js';

export type ModelCall = { readonly path: string; readonly json?: JsonObject };

/**
 * Asks a service that speaks OpenAI's protocol.
 * @throws NeedsReconnect when the key, the model's name or the credit is no good, Throttled when it asks to
 *   wait, Unavailable when it is out of order or answers with what is no JSON, Rejected otherwise.
 */
export async function callModel(
  http: Http,
  connection: JsonObject | null,
  { path, json }: ModelCall,
): Promise<JsonObject> {
  const { baseUrl, key } = readInput(modelFields, connection ?? {});
  const response = await http.request({
    method: json === undefined ? 'GET' : 'POST',
    url: `${rootOf(baseUrl)}${path}`,
    headers: {
      accept: 'application/json',
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...authorization(key),
    },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  });
  return readAnswer(response);
}

/** Some paste the whole address of the method, as the service's examples show it. */
function rootOf(baseUrl: string): string {
  return baseUrl.replace(/\/+$/, '').replace(/\/(?:chat\/completions|models)$/, '');
}

function authorization(key: string | undefined): Record<string, string> {
  const trimmed = (key ?? '').trim();
  if (trimmed === '') return {};
  if (!/^[\x21-\x7e]{1,2000}$/.test(trimmed)) {
    throw new NeedsReconnect('the API key has signs that no key has; copy it again', {
      why: { code: 'model_key_form' },
    });
  }
  return { authorization: `Bearer ${trimmed}` };
}

function readAnswer(response: HttpResponse): JsonObject {
  const body = readJsonBody(response);
  const answer = isObject(body) ? body : {};
  const status = statusOf(response.status, answer);
  const said = explain(status, answer);
  refuseKnown(status, answer, said);
  failForStatus({ ...response, status }, () => said);
  if (isObject(body)) return body;
  throw new Unavailable('the answer is none of such a service', {
    sent: 'maybe',
    why: { code: 'model_api_unknown' },
  });
}

/** OpenRouter answers 200 before it knows, and tells the failure of the model behind it inside of the body. */
function statusOf(status: number, { error }: JsonObject): number {
  const code = isObject(error) ? error['code'] : null;
  const isRefusal = typeof code === 'number' && code >= 400 && code < 600;
  if (status < 200 || status > 299) return status;
  if (isRefusal) return code;
  return isObject(error) ? 502 : status;
}

/** OpenAI: `{error: {message}}`; Ollama and others: `{error: "..."}`, `{message}` or `{detail}`. */
function explain(status: number, answer: JsonObject): Said {
  const { error, message, detail } = answer;
  const candidates: readonly (JsonValue | undefined)[] = [
    isObject(error) ? error['message'] : error,
    message,
    detail,
  ];
  const words = candidates.find((one) => typeof one === 'string' && one !== '');
  const quote = typeof words === 'string' ? words.slice(0, 300) : '';
  const outcome = `the model's service answered with status ${status}`;
  return { message: quote === '' ? outcome : `${outcome}: ${quote}`, quote };
}

function refuseKnown(status: number, answer: JsonObject, { message, quote }: Said): void {
  const code = isObject(answer['error']) ? textIn(answer['error'], 'code') : '';
  const behind = (why: WhyCode) => ({ why: { ...whyOfStatus(status, quote), code: why } });
  // More waiting brings no credit: the owner must pay or choose another service.
  if (status === 402 || code === 'insufficient_quota') {
    throw new NeedsReconnect(message, behind('model_no_credit'));
  }
  if (status === 404) throw new NeedsReconnect(message, behind('model_unknown'));
  if (isTooLong(status, code, quote)) {
    throw new Rejected(message, { ...behind('model_text_too_long'), pointer: '/text' });
  }
}

/** The code is OpenAI's; others say it in words of their own. */
function isTooLong(status: number, code: string, quote: string): boolean {
  if (status === 413 || code === 'context_length_exceeded') return true;
  return status === 400 && /context (?:length|window|size)|too many tokens/i.test(quote);
}
