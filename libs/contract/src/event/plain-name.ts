/**
 * Signs that have no place in a name, or that make a name read otherwise than it is: with U+202E in it, a program that
 * ends in .exe is shown as ending in .txt. The two joiners stay: letters and pictures are made with them.
 */
const tricks = /(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A name of a stranger's, as it may be shown to people. */
export function plainName(name: string): string {
  return name.replace(tricks, '_');
}

/** The same for a file, which must not name a place either. */
export function plainFileName(name: string): string {
  return plainName(name).replace(/[/\\]/g, '_');
}
