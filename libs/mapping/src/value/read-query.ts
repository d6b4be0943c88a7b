/** The query parameters of a URL, whole or not, or of a bare `a=1&b=2`; never throws. */
export function readQuery(url: string): URLSearchParams {
  const [address = ''] = url.split('#', 1);
  return new URLSearchParams(address.slice(address.indexOf('?') + 1));
}
