const lead = {
  name: 'Anna Petrova',
  phone: '+7 916 123-45-67',
  email: 'anna@example.com',
  city: 'Kazan',
  comment: 'Please call after six',
};

/** A lead as JSON of about so many bytes. */
export function leadBody(bodyBytes: number, extra: object = {}): string {
  const bare = JSON.stringify({ ...lead, ...extra, pad: '' });
  return JSON.stringify({
    ...lead,
    ...extra,
    pad: 'x'.repeat(Math.max(0, bodyBytes - bare.length)),
  });
}
