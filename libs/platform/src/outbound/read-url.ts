/** What a text is as an address; `null` when it is none. It is read once: to ask first whether it can be costs as much. */
export function readUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
