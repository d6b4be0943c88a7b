const answerWithinMs = 5_000;

/** Sends one batch to the collector that whoever runs the machine has named. No address of a user's ever comes here. */
export async function postSpans(
  collector: { readonly endpoint: string; readonly headers: Readonly<Record<string, string>> },
  body: string,
): Promise<void> {
  const response = await fetch(`${collector.endpoint.replace(/\/+$/, '')}/v1/traces`, {
    method: 'POST',
    headers: { ...collector.headers, 'content-type': 'application/json' },
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(answerWithinMs),
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`the collector of traces answered ${response.status}`);
}
