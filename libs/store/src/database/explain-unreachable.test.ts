import { expect, it } from 'vitest';
import { explainUnreachable } from './explain-unreachable.js';

const url = 'postgres://ann:s3cret@db.example:5433/leads';
const withCode = (code: string) => Object.assign(new Error('no'), { code });

it.each([
  [withCode('ECONNREFUSED'), /db\.example:5433, does not answer.*Start it/],
  [new AggregateError([withCode('ECONNREFUSED'), withCode('ECONNREFUSED')]), /does not answer/],
  [withCode('ENOTFOUND'), /no such host name/],
  [new Error('timeout expired'), /firewall/],
  [withCode('28P01'), /"ann".*user and password/],
  [withCode('3D000'), /no database "leads".*createdb leads/],
  [withCode('53300'), /max_connections/],
  [withCode('57P03'), /starting up/],
])('says of %s what to do, and never the password', (error, words) => {
  const said = explainUnreachable(error, url);
  expect(said).toMatch(words);
  expect(said).not.toContain('s3cret');
});

it('names the setting where the address stands', () => {
  for (const code of ['ECONNREFUSED', 'ENOTFOUND', '28P01']) {
    const said = explainUnreachable(withCode(code), url, 'DATABASE_READ_URL');
    expect(said).toMatch(/^The PostgreSQL of DATABASE_READ_URL, at .* in DATABASE_READ_URL/);
    expect(said).not.toContain('DATABASE_URL');
  }
});

it('says nothing of what is no trouble of the connection', () => {
  expect(explainUnreachable(withCode('42P01'), url)).toBeNull();
  expect(explainUnreachable('what', url)).toBeNull();
});
