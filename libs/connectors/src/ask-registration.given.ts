import type {
  HttpRequest,
  HttpResponse,
  Registration,
  RegistrationCall,
} from '@hookline/connector-kit';
import { recordingPorts } from './ports.given.js';
import { exchanges, hookUrl } from './registrations.given.js';

/** A call of a sender's registration, with what its fake answers and what it was asked. */
export function ask(known: Registration, answer: (request: HttpRequest) => HttpResponse) {
  const exchange = exchanges[known.app];
  if (!exchange) throw new Error(`no exchange of ${known.app} is written down`);
  const ports = recordingPorts(answer);
  const call: RegistrationCall = {
    http: ports.http,
    connection: exchange.connection,
    settings: exchange.settings ?? {},
    hookUrl,
    otherUrls: [],
    events: exchange.events,
    isAll: false,
    secret: 's3cret',
  };
  return { exchange, call, requests: ports.requests };
}

export const isTaking = ({ method, url }: HttpRequest): boolean =>
  method === 'DELETE' || /event\.unbind|deleteWebhook/.test(url);
