import { ApiFault, parseJson } from './api-fault.js';

async function post(path: string, body: unknown): Promise<Response> {
  try {
    return await fetch(`/api/auth${path}`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
    });
  } catch (error) {
    throw new ApiFault({ code: 'offline', message: 'no connection', status: 0 }, error);
  }
}

const codeFor = (status: number) => {
  if (status === 429) return 'too_many_requests';
  if (status >= 500) return 'try_later';
  return status === 403 ? 'wrong_origin' : 'wrong_credentials';
};

export async function signIn(given: { email: string; password: string }): Promise<void> {
  const response = await post('/sign-in/email', given);
  if (response.ok) return;
  const text = await response.text();
  const body = parseJson(text);
  const message = typeof body === 'object' && body !== null ? JSON.stringify(body) : '';
  throw new ApiFault({ code: codeFor(response.status), message, status: response.status });
}

export async function signOut(): Promise<void> {
  const response = await post('/sign-out', {});
  if (!response.ok && response.status !== 401) {
    throw new ApiFault({ code: codeFor(response.status), message: '', status: response.status });
  }
}
