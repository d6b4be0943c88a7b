const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

export function formatExact(iso: string, language: string): string {
  return new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'long',
  }).format(new Date(iso));
}

function formatDay(iso: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(new Date(iso));
}

/** "3 minutes ago", "in 2 hours"; after a week the date itself says more. */
export function formatRelative(iso: string, nowMs: number, language: string): string {
  const apartMs = new Date(iso).getTime() - nowMs;
  const sizeMs = Math.abs(apartMs);
  if (sizeMs > 7 * dayMs) return formatDay(iso, language);
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' });
  if (sizeMs < 45_000) {
    return sizeMs < 5_000
      ? words.format(0, 'second')
      : words.format(Math.round(apartMs / 1_000), 'second');
  }
  if (sizeMs < 45 * minuteMs) return words.format(Math.round(apartMs / minuteMs), 'minute');
  if (sizeMs < 22 * hourMs) return words.format(Math.round(apartMs / hourMs), 'hour');
  return words.format(Math.round(apartMs / dayMs), 'day');
}

export function formatCount(count: number, language: string): string {
  return new Intl.NumberFormat(language).format(count);
}

/** Always in kilobytes, so that sizes in a list can be compared at a glance. */
export function formatBytes(bytes: number, language: string): string {
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: 'kilobyte',
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  }).format(bytes > 0 ? Math.max(0.1, bytes / 1_000) : 0);
}

export function formatTook(durationMs: number, language: string): string {
  const [size, unit] =
    durationMs < 1_000 ? [durationMs, 'millisecond'] : [durationMs / 1_000, 'second'];
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  }).format(size);
}
