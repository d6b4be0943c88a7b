const isDay = (day: string | undefined): day is string =>
  day !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(day);

/** The reader's own days as moments: from the first one's midnight to the last one's end. */
export function dayBounds(from: string | undefined, to: string | undefined) {
  return {
    from: isDay(from) ? momentOf(`${from}T00:00:00.000`) : undefined,
    to: isDay(to) ? momentOf(`${to}T23:59:59.999`) : undefined,
  };
}

function momentOf(local: string): string | undefined {
  const at = new Date(local);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}
