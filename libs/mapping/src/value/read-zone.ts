const known = new Map<string, string | undefined>();
const maxKnown = 1000;

/** The zone's own spelling, or nothing when there is no such zone. */
// Luxon keeps every name it is ever given; handing it only names that exist bounds what it keeps.
export function readZone(name: string): string | undefined {
  const text = name.trim();
  if (text.length > 64) return undefined;
  if (known.has(text)) return known.get(text);
  if (known.size >= maxKnown) known.clear();
  const zone = canonical(text);
  known.set(text, zone);
  return zone;
}

function canonical(name: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
