/** A LIKE pattern that finds the text anywhere, with the pattern's own signs taken literally. */
export function likePattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&').replaceAll('\u0000', '')}%`;
}
