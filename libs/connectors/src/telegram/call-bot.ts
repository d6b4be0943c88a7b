import {
  isObject,
  NeedsReconnect,
  readInput,
  readJsonBody,
  Rejected,
  Throttled,
  Unavailable,
  type Http,
  type HttpResponse,
  type JsonObject,
  type JsonValue,
  type Why,
  type WhyCode,
} from '@hookline/connector-kit';
import { botFields } from './bot-fields.js';

const publicServer = 'https://api.telegram.org';
const maxWaitMs = 86_400_000;

/**
 * Calls one method of the Bot API.
 * @throws NeedsReconnect when the token is no longer good, Throttled with the pause that Telegram asks
 *   for, Unavailable when it is out of order, Rejected with its own words otherwise.
 */
export async function callBot(
  http: Http,
  connection: JsonObject | null,
  call: { method: string; body: JsonObject },
): Promise<JsonValue> {
  const { token, apiBaseUrl } = readInput(botFields, connection ?? {});
  if (!/^\d{1,20}:[A-Za-z0-9_-]{1,100}$/.test(token)) {
    throw new NeedsReconnect('the bot token has a wrong form; copy it from @BotFather again', {
      why: { code: 'bot_token_form' },
    });
  }
  const server = (apiBaseUrl ?? publicServer).replace(/\/+$/, '');
  const response = await http.request({
    method: 'POST',
    url: `${server}/bot${token}/${call.method}`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(call.body),
  });
  const answer = readJsonBody(response);
  if (isObject(answer) && answer['ok'] === true && response.status < 300) {
    return answer['result'] ?? null;
  }
  throw toError(response, isObject(answer) ? answer : {});
}

function toError(response: HttpResponse, answer: JsonObject): Error {
  const { status } = response;
  const said =
    typeof answer['description'] === 'string' ? answer['description'] : `status ${status}`;
  const behind = (code: WhyCode): Why => ({ code, quote: said });
  if (status === 429) {
    const why = behind('target_busy_said');
    return new Throttled(said, { retryAfterMs: readPauseMs(answer), why });
  }
  if (status === 401 || status === 404) {
    const why = behind('bot_token_unknown');
    return new NeedsReconnect(`Telegram does not know this bot token (${said})`, { why });
  }
  if (status === 408 || status >= 500 || status < 300)
    return new Unavailable(said, { sent: 'maybe', why: behind('target_broken') });
  return new Rejected(`Telegram: ${said}`, { why: behind('target_refused') });
}

function readPauseMs(answer: JsonObject): number | null {
  const parameters = answer['parameters'];
  const seconds = isObject(parameters) ? parameters['retry_after'] : null;
  if (typeof seconds !== 'number' || !(seconds >= 0)) return null;
  return Math.min(seconds * 1_000, maxWaitMs);
}
