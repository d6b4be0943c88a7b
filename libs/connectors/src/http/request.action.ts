import {
  action,
  failForStatus,
  field,
  isList,
  Rejected,
  whyOfStatus,
  type HttpResponse,
  type JsonObject,
  type JsonValue,
} from '@hookline/connector-kit';
import { asText, encodeBody } from './encode-body.js';
import { authHeaders } from './http.connection.js';
import { judgeCheck } from './judge-check.js';
import { explainStatus, outputOf } from './read-response.js';

const checked = ['POST', 'PATCH'];

/** With an address to look at, an effect whose outcome is unknown is looked for and not just repeated. */
const checkFields = {
  checkUrl: field.url({
    label: { en: 'How to check afterwards: address', ru: 'Как проверить потом: адрес' },
    help: {
      en: 'Asked with GET when nobody knows whether the request happened (the line broke, a server died). It must find what this one lead has made and nothing else: send {{run.key}} along with the request, and ask for it here. A 404 means that it did not happen, and only then it is sent again.',
      ru: 'Запрашивается методом GET, когда неизвестно, выполнился ли запрос (обрыв связи, сбой сервера). Адрес должен находить то, что создала именно эта заявка, и ничего больше: передайте {{run.key}} в запросе и ищите по нему здесь. Ответ 404 значит «не выполнился», и только тогда запрос уйдёт снова.',
    },
    placeholder: 'https://example.com/leads?key={{run.key}}',
    visibleWhen: { field: 'method', in: checked },
  }),
  checkText: field.text({
    label: { en: 'What proves it: a text in the answer', ru: 'Что это доказывает: текст в ответе' },
    help: {
      en: 'Left empty, any answer with status 200 to 299 is the proof. Otherwise such an answer is a proof only with this text in it, and without it a proof of the contrary.',
      ru: 'Если пусто, доказательство — любой ответ с кодом 200–299. Иначе такой ответ доказывает выполнение, только если содержит этот текст, а без него доказывает обратное.',
    },
    placeholder: '{{run.key}}',
    visibleWhen: { field: 'method', in: checked },
  }),
};

const methods = ['POST', 'GET', 'PUT', 'PATCH', 'DELETE', 'HEAD'];
const readMethods = ['GET', 'HEAD'];

/** The connection itself owns these; an author's value would let a lead rewrite the request. */
const ownedHeaders = new Set([
  'host',
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'upgrade',
  'te',
  'trailer',
  'expect',
  'proxy-connection',
]);

export const request = action({
  key: 'request',
  label: { en: 'Make an HTTP request', ru: 'Сделать HTTP-запрос' },
  help: {
    en: 'Calls any address. Every try of one lead carries the same Idempotency-Key header.',
    ru: 'Вызывает любой адрес. Все попытки одной заявки несут один и тот же заголовок Idempotency-Key.',
  },
  connection: 'optional',
  effect: ({ input }) => (hasText(input['checkUrl']) ? 'verifiable' : 'keyed'),
  effectByField: {
    field: 'method',
    kinds: { GET: 'read', HEAD: 'read', PUT: 'idempotent', DELETE: 'idempotent' },
  },
  input: {
    method: field.choice({
      label: { en: 'Method', ru: 'Метод' },
      required: true,
      default: 'POST',
      mappable: false,
      choices: methods.map((value) => ({ value, label: { en: value, ru: value } })),
    }),
    url: field.url({
      label: { en: 'Address', ru: 'Адрес' },
      required: true,
      placeholder: 'https://example.com/lead',
    }),
    query: field.keyValues({ label: { en: 'Query', ru: 'Параметры адреса' } }),
    headers: field.keyValues({ label: { en: 'Headers', ru: 'Заголовки' } }),
    bodyType: field.choice({
      label: { en: 'Kind of body', ru: 'Вид тела' },
      help: {
        en: 'Left empty: named values are sent as JSON, a text as plain text. GET and HEAD send none.',
        ru: 'Если пусто: именованные значения уйдут как JSON, текст — как текст. GET и HEAD тела не шлют.',
      },
      mappable: false,
      choices: [
        { value: 'json', label: { en: 'JSON', ru: 'JSON' } },
        { value: 'form', label: { en: 'Form', ru: 'Форма' } },
        { value: 'multipart', label: { en: 'Multipart form', ru: 'Форма multipart' } },
        { value: 'raw', label: { en: 'Raw text', ru: 'Текст как есть' } },
        { value: 'none', label: { en: 'No body', ru: 'Без тела' } },
      ],
    }),
    body: field.json({ label: { en: 'Body', ru: 'Тело' } }),
    ...checkFields,
  },
  output: {
    status: field.number({ label: { en: 'Status', ru: 'Код ответа' }, required: true }),
    headers: field.keyValues({ label: { en: 'Headers', ru: 'Заголовки' }, required: true }),
    body: field.json({ label: { en: 'Body', ru: 'Тело' } }),
  },
  sample: { status: 200, headers: { 'content-type': 'application/json' }, body: { id: 'lead-1' } },

  async run({ http, input, connection, idempotencyKey }) {
    const url = withQuery(input.url, input.query ?? {});
    const isRead = readMethods.includes(input.method);
    const boundary = `hookline${idempotencyKey.replace(/[^A-Za-z0-9]/g, '').slice(0, 50)}`;
    const body = isRead ? null : encodeBody(input.body, input.bodyType, boundary);
    const headers = mergeHeaders(
      {
        ...(isRead ? {} : { 'idempotency-key': idempotencyKey }),
        ...(body ? { 'content-type': body.contentType } : {}),
      },
      readHeaders(input.headers ?? {}),
      authHeaders(connection, url),
    );
    const response = await http.request({
      method: input.method,
      url,
      headers,
      ...(body ? { body: body.content } : {}),
    });
    const isRefusal = response.status === 401 || response.status === 403;
    if (isRefusal && connection === null) throw keyMissing(response);
    failForStatus(response, explainStatus);
    return outputOf(response);
  },

  async verify({ http, input, connection }) {
    if (input.checkUrl === undefined) return { happened: 'unknown' };
    const url = withQuery(input.checkUrl, {});
    const {
      'content-type': _type,
      'idempotency-key': _key,
      ...own
    } = mergeHeaders(readHeaders(input.headers ?? {}), authHeaders(connection, url));
    const response = await http.request({ method: 'GET', url, headers: own });
    return judgeCheck(response, input.checkText);
  },
});

/** Nothing can be reconnected where there is no connection. */
function keyMissing(response: HttpResponse): Rejected {
  const { message, quote } = explainStatus(response);
  return new Rejected(message, {
    why: { ...whyOfStatus(response.status, quote), code: 'status_key_missing' },
  });
}

const hasText = (value: JsonValue | undefined): boolean =>
  typeof value === 'string' && value.trim() !== '';

function withQuery(address: string, query: JsonObject): string {
  const url = new URL(address);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new Rejected('only http and https addresses can be called', {
      pointer: '/url',
      why: { code: 'address_scheme' },
    });
  }
  for (const [name, value] of Object.entries(query)) {
    for (const each of isList(value) ? value : [value]) {
      if (each !== null) url.searchParams.append(name, asText(each));
    }
  }
  return url.href;
}

function readHeaders(given: JsonObject): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) {
    const text = asText(value);
    const isName =
      /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name) && !ownedHeaders.has(name.toLowerCase());
    // eslint-disable-next-line no-control-regex -- control characters are what a header must not hold
    if (isName && !/[\x00-\x08\x0a-\x1f\x7f]/.test(text)) headers[name] = text.trim();
    else throw badHeader(name);
  }
  return headers;
}

function badHeader(name: string): Rejected {
  return new Rejected(`the header "${name}" is not allowed`, {
    pointer: '/headers',
    why: { code: 'header_invalid', values: { about: name } },
  });
}

/** Later ones win, whatever the case of their names. */
function mergeHeaders(...sets: readonly Record<string, string>[]): Record<string, string> {
  const merged: Record<string, string> = {};
  for (const set of sets) {
    for (const [name, value] of Object.entries(set)) merged[name.toLowerCase()] = value;
  }
  return merged;
}
