/** The utm marks of a cookie text. Tilda keeps them in one cookie: `TILDAUTM=utm_source%3Dx%7C%7C%7Cutm_medium%3Dy`. */
export function readUtmCookie(cookies: string): ReadonlyMap<string, string> {
  const marks = new Map<string, string>();
  for (const cookie of cookies.split(';')) {
    for (const pair of readPairs(cookie.trim())) {
      const [name, value] = cutOnce(pair);
      if (name.startsWith('utm_') && value !== '' && !marks.has(name)) marks.set(name, value);
    }
  }
  return marks;
}

function readPairs(cookie: string): string[] {
  const [name, value] = cutOnce(cookie);
  if (name.toUpperCase() === 'TILDAUTM')
    return decode(value)
      .split('|||')
      .map((pair) => decode(pair));
  return [decode(cookie)];
}

function cutOnce(text: string): [string, string] {
  const at = text.indexOf('=');
  return at < 0 ? [text, ''] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
