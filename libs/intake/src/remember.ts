const maxTexts = 10_000;

/**
 * The same result for the same text, made once. For texts of presets and owners; of strangers' texts only for the
 * beginning of each, and fewer of them.
 */
export function rememberByText<T>(
  make: (text: string) => T,
  most: number = maxTexts,
): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    // There may come ever new ones; those in use are soon known again.
    if (known.size >= most) known.clear();
    const made = make(text);
    known.set(text, made);
    return made;
  };
}

/**
 * The same result for the same text of the same owner: a key of a connection's secret, for as long as the
 * connection is remembered, and no longer. Another text is another key, whoever owns it.
 */
export function rememberOf<K extends object, T>(
  make: (text: string, owner: K) => T,
): (owner: K, text: string) => T {
  const known = new WeakMap<K, { readonly text: string; readonly made: T }>();
  return (owner, text) => {
    const found = known.get(owner);
    if (found?.text === text) return found.made;
    const made = make(text, owner);
    known.set(owner, { text, made });
    return made;
  };
}

/** The same result for the same object, made once; forgotten with it. */
export function rememberFor<K extends object, T extends object>(
  make: (key: K) => T,
): (key: K) => T {
  const known = new WeakMap<K, T>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = make(key);
    known.set(key, made);
    return made;
  };
}
