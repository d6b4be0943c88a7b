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

/** A lead that can be told from all others, also by what is made of it. */
export const numberedBody = (number: number): string =>
  leadBody(200, { comment: `lead-${number}` });

/** The number of a lead, or of an effect; `null` when it has none. */
export function leadNumber(text: string): number | null {
  const found = /lead-(\d+)/.exec(text);
  return found === null ? null : Number(found[1]);
}
