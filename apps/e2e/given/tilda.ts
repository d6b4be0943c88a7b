/** What Tilda sends when somebody fills in a form. */
export const tildaLead = (fields: Record<string, string> = {}): Record<string, string> => ({
  Name: 'Иван Петров',
  Email: 'IVAN@Example.com',
  Phone: '8 (916) 123-45-67',
  formname: 'Callback',
  formid: 'form111',
  tranid: `1234567:${Date.now()}${Math.floor(Math.random() * 1e6)}`,
  ...fields,
});

export const sendForm = (hookUrl: string, fields: Record<string, string>): Promise<Response> =>
  fetch(hookUrl, { method: 'POST', body: new URLSearchParams(fields) });

export const sendJson = (hookUrl: string, body: unknown): Promise<Response> =>
  fetch(hookUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** The test that Tilda makes when the address is entered. */
export const sendTildaPing = (hookUrl: string): Promise<Response> =>
  sendForm(hookUrl, { test: 'test' });
