import { hookUrl, type Exchange } from './exchange.given.js';

export const github = { id: 12, active: true, events: ['issues'], config: { url: hookUrl } };
const gitlabFlags = {
  issues_events: true,
  note_events: false,
  merge_requests_events: false,
  push_events: false,
  pipeline_events: false,
  releases_events: false,
};
export const gitlab = { id: 7, url: hookUrl, alert_status: 'executable', ...gitlabFlags };
const stripe = {
  id: 'we_1',
  url: hookUrl,
  status: 'enabled',
  enabled_events: ['invoice.paid'],
};
const trello = { id: 'w1', callbackURL: hookUrl, idModel: 'board1', active: true };
/** As those who write programs and plan together document them, and Stripe. */
export const exchangesOfTeams: Readonly<Record<string, Exchange>> = {
  github: {
    connection: { apiToken: 'tok' },
    settings: { repository: 'acme/site' },
    events: ['issues'],
    list: [
      github,
      { id: 13, active: true, events: ['push'], config: { url: 'https://x.example' } },
    ],
    unfit: [{ ...github, events: ['push'] }],
    ids: ['12'],
    created: github,
    asked: {
      method: 'POST',
      url: 'https://api.github.com/repos/acme/site/hooks',
      header: ['authorization', 'Bearer tok'],
      body: {
        name: 'web',
        active: true,
        events: ['issues'],
        config: { url: hookUrl, content_type: 'json', secret: 's3cret', insecure_ssl: '0' },
      },
    },
    changed: {
      method: 'PATCH',
      url: 'https://api.github.com/repos/acme/site/hooks/12',
      body: {
        active: true,
        events: ['issues'],
        config: { url: hookUrl, content_type: 'json', secret: 's3cret', insecure_ssl: '0' },
      },
    },
    removed: { method: 'DELETE', url: 'https://api.github.com/repos/acme/site/hooks/12' },
  },
  gitlab: {
    connection: { apiToken: 'tok', baseUrl: 'https://git.example/' },
    settings: { project: 'acme/site' },
    events: ['Issue Hook'],
    list: [gitlab, { ...gitlab, id: 8, url: 'https://x.example' }],
    unfit: [{ ...gitlab, alert_status: 'disabled' }],
    ids: ['7'],
    created: gitlab,
    asked: {
      method: 'POST',
      url: 'https://git.example/api/v4/projects/acme%2Fsite/hooks',
      header: ['private-token', 'tok'],
      body: { url: hookUrl, token: 's3cret', enable_ssl_verification: true, ...gitlabFlags },
    },
    changed: {
      method: 'PUT',
      url: 'https://git.example/api/v4/projects/acme%2Fsite/hooks/7',
      body: { url: hookUrl, token: 's3cret', enable_ssl_verification: true, ...gitlabFlags },
    },
    removed: {
      method: 'DELETE',
      url: 'https://git.example/api/v4/projects/acme%2Fsite/hooks/7',
    },
  },
  stripe: {
    connection: { apiKey: 'sk_1' },
    events: ['invoice.paid'],
    list: { data: [stripe, { ...stripe, id: 'we_2', url: 'https://x.example' }] },
    unfit: { data: [{ ...stripe, status: 'disabled' }] },
    ids: ['we_1'],
    created: { ...stripe, secret: 'whsec_told' },
    asked: {
      method: 'POST',
      url: 'https://api.stripe.com/v1/webhook_endpoints',
      header: ['authorization', 'Bearer sk_1'],
      body: `url=${encodeURIComponent(hookUrl)}&description=Hookline&enabled_events%5B%5D=invoice.paid`,
    },
    changed: {
      method: 'POST',
      url: 'https://api.stripe.com/v1/webhook_endpoints/we_1',
      body: 'disabled=false&enabled_events%5B%5D=invoice.paid',
    },
    removed: { method: 'DELETE', url: 'https://api.stripe.com/v1/webhook_endpoints/we_1' },
  },
  trello: {
    connection: { apiKey: 'key', apiToken: 'tok', secret: 'own' },
    settings: { board: 'board1' },
    events: ['createCard'],
    list: [trello, { ...trello, id: 'w2', callbackURL: 'https://x.example' }],
    unfit: [{ ...trello, active: false }],
    ids: ['w1'],
    created: trello,
    asked: {
      method: 'POST',
      url: 'https://api.trello.com/1/webhooks',
      header: ['authorization', 'OAuth oauth_consumer_key="key", oauth_token="tok"'],
      body: { callbackURL: hookUrl, idModel: 'board1', description: 'Hookline' },
    },
    changed: {
      method: 'PUT',
      url: 'https://api.trello.com/1/webhooks/w1',
      body: { callbackURL: hookUrl, idModel: 'board1', active: true },
    },
    removed: { method: 'DELETE', url: 'https://api.trello.com/1/webhooks/w1' },
  },
};
