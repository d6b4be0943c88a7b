/** Longer secrets are also found by their ends. */
const leastCharsForEnds = 24;

/** How a secret may look in a text: as it is, escaped, encoded, or its ends when it is a long one. */
export function formsOfSecret(value: string, leastChars: number): string[] {
  const wellFormed = Buffer.from(value).toString();
  const forms = new Set<string>([value, encodeURIComponent(wellFormed)]);
  forms.add(new URLSearchParams([['', value]]).toString().slice(1));
  if (value.length >= leastCharsForEnds) forms.add(value.slice(0, 12)).add(value.slice(-12));
  for (const form of [...forms]) forms.add(JSON.stringify(form).slice(1, -1));
  for (const form of [...forms]) forms.add(JSON.stringify(form).slice(1, -1));
  forms.add(Buffer.from(value).toString('hex'));
  for (const encoding of ['base64', 'base64url'] as const)
    for (const before of [0, 1, 2]) forms.add(insideBase64(value, { encoding, before }));
  return [...forms].filter((form) => form.length >= leastChars);
}

/** How the value looks inside the base64 of a longer text, such as `user:password`: three alignments. */
function insideBase64(
  value: string,
  { encoding, before }: { encoding: 'base64' | 'base64url'; before: number },
): string {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(value)]);
  const whole = Math.floor((bytes.length * 8) / 6);
  return bytes.toString(encoding).slice(Math.ceil((before * 8) / 6), whole);
}
