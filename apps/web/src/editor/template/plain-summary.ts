type Said = { readonly en: string; readonly ru: string };

/** What a helper does, in the reader's language; sentences about how it is written are for those who write it. */
export function plainSummary(summary: Said, language: string): string {
  const sentences = (language === 'ru' ? summary.ru : summary.en).split(/(?<=\.) /);
  const plain = sentences.filter((one) => !one.includes('='));
  return (plain.length === 0 ? sentences : plain).join(' ');
}
