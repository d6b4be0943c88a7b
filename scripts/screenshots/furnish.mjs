import { createServer } from 'node:http';

const trigger = (app, event) => ({ app, event, connectionId: null, settings: {} });
const action = (id, name, [app, key], input) => ({
  id,
  name,
  type: 'action',
  app,
  action: key,
  connectionId: null,
  input,
});

/** Fills a new installation as a small shop would: flows by the API, and leads by really sending them. */
export async function furnish(api, shop) {
  await api('PATCH', '/workspace', { name: shop.workspace, defaultCountry: shop.country });
  const crm = await startCrm();
  const leads = await create(api, leadsFlow(shop, crm.url));
  await form(leads.hookUrl, { test: 'test' });
  await api('POST', `/flows/${leads.id}/publish`);
  const [last, unlucky, ...others] = shop.leads;
  for (const lead of [...others].reverse()) await form(leads.hookUrl, fieldsOf(lead, shop));
  await form(leads.hookUrl, fieldsOf(others[0], shop));
  await settled(api, leads.id);

  crm.refuse();
  await form(leads.hookUrl, fieldsOf(unlucky, shop));
  await settled(api, leads.id);
  crm.accept();
  await orders(api, shop);
  await partners(api, shop);
  const quiz = await create(api, emptyFlow(shop));
  const catcher = await caught(api, shop);
  await form(leads.hookUrl, fieldsOf(last, shop));
  await settled(api, leads.id);
  crm.stop();

  const { items: runs } = await api('GET', `/runs?flowId=${leads.id}&status=succeeded`);
  const { items: stuck } = await api('GET', `/runs?flowId=${leads.id}&status=needs_attention`);
  return { leads, quiz, catcher, run: runs[0], stuck: stuck[0] };
}

const leadsFlow = ({ flows, steps, mail }, crmUrl) => ({
  schemaVersion: 1,
  name: flows.leads,
  trigger: trigger('tilda', 'form'),
  steps: [
    {
      id: 'real',
      name: steps.real,
      type: 'filter',
      when: { all: [{ left: '{{trigger.Phone}}', op: 'is_not_empty' }] },
    },
    action('row', steps.row, ['tables', 'insert_row'], {
      table: 'Leads',
      values: {
        Name: '{{trigger.Name}}',
        Phone: '{{phone trigger.Phone}}',
        Email: '{{lower trigger.Email}}',
        Comment: '{{default trigger.Comment ""}}',
        Form: '{{trigger.formname}}',
      },
    }),
    action('mail', steps.mail, ['email', 'send'], {
      to: 'manager@tea-shop.example',
      subject: `${mail.subject} {{trigger.formname}}`,
      text: `{{trigger.Name}} ${mail.text} {{phone trigger.Phone}}\n{{default trigger.Comment ""}}`,
    }),
    action('crm', steps.crm, ['http', 'request'], {
      method: 'POST',
      url: `${crmUrl}/leads`,
      body: {
        name: '{{trigger.Name}}',
        phone: '{{phone trigger.Phone}}',
        row: '{{steps.row.id}}',
      },
    }),
  ],
});

async function orders(api, shop) {
  const answers = { owner_email: 'manager@tea-shop.example' };
  const body = { name: shop.flows.orders, answers };
  const flow = await api('POST', '/templates/tilda-order-with-products/install', body);
  await api('POST', `/flows/${flow.id}/publish`);
  const { items: templates } = await api('GET', '/templates');
  const { sample } = templates.find(({ id }) => id === 'tilda-order-with-products');
  for (const [Name, Phone, Email] of shop.buyers) {
    await json(flow.hookUrl, { ...sample, Name, Phone, Email, tranid: `7654321:${Email}` });
  }
  await settled(api, flow.id);
}

async function partners(api, shop) {
  const steps = [
    action('row', shop.steps.row, ['tables', 'insert_row'], {
      table: 'Leads',
      values: { Name: '{{trigger.name}}', Email: '{{trigger.email}}' },
    }),
  ];
  const document = { schemaVersion: 1, name: shop.flows.partners, steps };
  const flow = await create(api, { ...document, trigger: trigger('webhook', 'received') });
  await api('POST', `/flows/${flow.id}/publish`);
  await json(flow.hookUrl, { name: shop.leads[2][0], email: shop.leads[2][2] });
  await settled(api, flow.id);
  await api('POST', `/flows/${flow.id}/pause`);
  for (const [name, , email] of shop.leads.slice(4, 6)) await json(flow.hookUrl, { name, email });
}

/** Addresses for looking only: what a shop and a telephone send before there are flows for them. */
async function caught(api, { catchers: [shop, calls], leads, buyers }) {
  const [buyer, phone, email] = buyers[0];
  const made = await api('POST', '/catchers', { name: shop });
  const goods = [{ sku: 'T-102', quantity: 2, price: 12.5 }];
  const order = { id: 5012, status: 'new', customer: { name: buyer, phone, email }, goods };
  await json(`${made.hookUrl}/installed?version=3`, {
    shop: 'tea-shop.example',
    scopes: ['orders'],
  });
  await json(`${made.hookUrl}/orders`, order);
  await json(`${made.hookUrl}/orders`, { ...order, status: 'paid' });
  const other = await api('POST', '/catchers', { name: calls });
  await form(other.hookUrl, { event: 'missed', from: leads[2][1] });
  return made;
}

const emptyFlow = ({ flows }) => ({
  schemaVersion: 1,
  name: flows.quiz,
  trigger: trigger('tilda', 'form'),
  steps: [],
});

const create = (api, document) => api('POST', '/flows', document);

const fieldsOf = ([name, phone, email, comment], { form: formname, leads }) => ({
  Name: name,
  Phone: phone,
  Email: email,
  Comment: comment,
  formname,
  formid: 'form456789012',
  tranid: `1234567:${leads.findIndex(([other]) => other === name) + 1}`,
});

const form = (url, fields) => send(url, { body: new URLSearchParams(fields) });
const json = (url, body) =>
  send(url, { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

async function send(url, init) {
  const response = await fetch(url, { method: 'POST', ...init });
  if (!response.ok) throw new Error(`the address answered ${response.status}`);
}

/** Every run of the flow has ended, or waits for its owner. */
async function settled(api, flowId) {
  for (;;) {
    const { items } = await api('GET', `/runs?flowId=${flowId}`);
    const isBusy = items.some(({ state }) => ['queued', 'running', 'waiting'].includes(state));
    if (!isBusy) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A CRM on this machine: takes leads, or refuses them as a vendor does when a field of its own is gone. */
async function startCrm() {
  let isWell = true;
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      const body = isWell ? { id: 4187 } : { error: 'The stage "New" no longer exists.' };
      response.writeHead(isWell ? 201 : 422, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
  });
  const port = await listen(server, 8088).catch(() => listen(server, 0));
  return {
    url: `http://127.0.0.1:${port}`,
    refuse: () => (isWell = false),
    accept: () => (isWell = true),
    stop: () => server.close(),
  };
}

const listen = (server, port) =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server.address().port));
  });
