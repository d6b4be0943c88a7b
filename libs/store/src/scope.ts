declare const scopeBrand: unique symbol;

/**
 * Whose data a query may touch. Always the first argument, and only made from a session, an API key,
 * a webhook's address or a row of ours, so that an unscoped query does not compile.
 */
export type Scope = { readonly workspaceId: string; readonly [scopeBrand]: true };

/** Makes a scope of a workspace id that has just been proved (never of one from a request body). */
export function scopeOf(workspaceId: string): Scope {
  const scope: { workspaceId: string } = { workspaceId };
  assertScope(scope);
  return scope;
}

function assertScope(_scope: { workspaceId: string }): asserts _scope is Scope {
  // The brand exists for the compiler alone.
}
