/** Where to return to after signing in: a path of this very site, or home. */
export function backPath(given: unknown): string {
  if (typeof given !== 'string' || !given.startsWith('/')) return '/';
  try {
    const url = new URL(given, window.location.origin);
    const isOurs = url.origin === window.location.origin;
    const isDoor = url.pathname === '/sign-in' || url.pathname === '/setup';
    return isOurs && !isDoor ? url.pathname + url.search + url.hash : '/';
  } catch {
    return '/';
  }
}
