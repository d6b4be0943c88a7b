import { isList, isObject, type JsonObject, type JsonValue } from '@hookline/contract';
import { failForStatus, type Said } from './fail-for-status.js';
import type { Http, HttpResponse } from './ports.js';
import { readJsonBody } from './read-json-body.js';

export type JsonQuestion = {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: JsonValue;
  readonly form?: readonly (readonly [string, string])[];
};

/**
 * Asks an API that speaks JSON, and reads its answer.
 * @throws what `failForStatus` makes of a status that is no success, with the vendor's own words.
 */
export async function askJson(http: Http, question: JsonQuestion): Promise<JsonValue> {
  const response = await send(http, question);
  failForStatus(response, explain);
  return readJsonBody(response) ?? null;
}

/**
 * Deletes what has this address; whatever is gone already is deleted.
 * @throws as `askJson` does, but for 404 and 410.
 */
export async function deleteIfThere(
  http: Http,
  question: Omit<JsonQuestion, 'method'>,
): Promise<void> {
  const response = await send(http, { ...question, method: 'DELETE' });
  if (response.status !== 404 && response.status !== 410) failForStatus(response, explain);
}

/**
 * Deletes one after the other, each at the address that `questionOf` makes of its id, written for an address.
 * @throws as `deleteIfThere` does, and then the rest is still there.
 */
export async function deleteEach(
  http: Http,
  ids: readonly string[],
  questionOf: (encodedId: string) => Omit<JsonQuestion, 'method'>,
): Promise<void> {
  for (const id of ids) await deleteIfThere(http, questionOf(encodeURIComponent(id)));
}

/** The objects of a list; of anything else none. */
export function objectsIn(value: JsonValue | undefined): readonly JsonObject[] {
  return isList(value) ? value.filter(isObject) : [];
}

/** A member that is a text or a number, as text. */
export function textIn(object: JsonObject, key: string): string {
  const value = object[key];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function send(http: Http, question: JsonQuestion): Promise<HttpResponse> {
  const { method, url, json, form } = question;
  return http.request({
    method,
    url,
    headers: { accept: 'application/json', ...typeOf(question), ...question.headers },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    ...(form === undefined ? {} : { body: encodeForm(form) }),
  });
}

function typeOf({ json, form }: Pick<JsonQuestion, 'json' | 'form'>): Record<string, string> {
  if (json !== undefined) return { 'content-type': 'application/json' };
  return form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
}

const encodeForm = (form: readonly (readonly [string, string])[]): string =>
  new URLSearchParams(form.map(([name, value]): [string, string] => [name, value])).toString();

/** Most APIs say in one of these what they do not like. */
function explain(response: HttpResponse): Said | null {
  const answer = readJsonBody(response);
  if (!isObject(answer)) return null;
  const { error, error_description, errors, message, description, detail } = answer;
  const inner = isObject(error) ? error['message'] : error;
  // Of OAuth's two the code is the poorer one.
  const said = [
    error_description,
    inner,
    message,
    description,
    detail,
    errors && JSON.stringify(errors),
  ];
  const words = said.find((one) => typeof one === 'string' && one !== '');
  if (typeof words !== 'string') return null;
  const quote = words.slice(0, 300);
  return { message: `${quote} (status ${response.status})`, quote };
}
