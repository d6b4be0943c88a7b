/** A POST to an address up to its body, as it goes over the wire. */
export const headOf = (hook: string, ...lines: string[]): string =>
  [`POST ${hook} HTTP/1.1`, 'Host: localhost', ...lines, '', ''].join('\r\n');

export const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]);
