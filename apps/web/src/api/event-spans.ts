const hourMs = 3_600_000;
const spanMs = { hour: hourMs, day: 24 * hourMs, week: 168 * hourMs, month: 720 * hourMs };

/** How far back from now somebody looks. */
export type EventSpan = keyof typeof spanMs;
export const eventSpans: readonly EventSpan[] = ['hour', 'day', 'week', 'month'];

/** Where a span begins; asked anew for each page, so that an open page does not grow old. */
export const fromOf = (span: EventSpan | undefined): string | undefined =>
  span === undefined ? undefined : new Date(Date.now() - spanMs[span]).toISOString();
