const formats = new Map<string, Intl.NumberFormat>();
const maxFormats = 200;

/** Formats by the locale's rules, with ordinary spaces: targets search and compare what they are sent. */
export function formatWith(
  locale: string,
  options: Intl.NumberFormatOptions,
  value: number,
): string {
  const key = `${locale} ${options.currency ?? ''} ${options.maximumFractionDigits ?? ''}`;
  let format = formats.get(key);
  if (!format) {
    if (formats.size >= maxFormats) formats.clear();
    format = new Intl.NumberFormat(locale, options);
    formats.set(key, format);
  }
  return format.format(value).replace(/[\u00a0\u202f]/g, ' ');
}
