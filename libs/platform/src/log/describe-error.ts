/**
 * What a log shows of an error. Other properties are left out on purpose: libraries hang whole
 * requests, with their credentials, on the errors they throw.
 */
export function describeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, stack } = error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const cause =
    error.cause === undefined || depth >= 4 ? undefined : describeCause(error.cause, depth + 1);
  return { type: name, message, code, stack, cause };
}

const describeCause = (cause: unknown, depth: number) =>
  cause instanceof Error ? describeError(cause, depth) : typeof cause;
