/** The ways in which senders write one address when they sign it. */
export function urlForms(url: string, form: 'exact' | 'lenient'): readonly string[] {
  if (form === 'exact') return [url];
  const match = /^(https?):\/\/([^/?#:]+|\[[^\]]+\])(:\d+)?(.*)$/i.exec(url);
  if (!match) return [url];
  const [, scheme = '', host = '', port = '', rest = ''] = match;
  const usual = scheme.toLowerCase() === 'https' ? ':443' : ':80';
  const ports = port === '' ? ['', usual] : [port, ''];
  const rests = rest.includes("'") ? [rest, rest.replaceAll("'", '%27')] : [rest];
  return ports.flatMap((each) => rests.map((one) => `${scheme}://${host}${each}${one}`));
}
