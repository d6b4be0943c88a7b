/** Numbers from 0 on, in a bit each: of millions of leads each one is known, in as little room as a picture. */
export class NumberSet {
  private bits = new Uint8Array(1_024);
  private count = 0;

  get size(): number {
    return this.count;
  }

  /** Says whether it is new. */
  add(number: number): boolean {
    if (this.has(number)) return false;
    const at = number >>> 3;
    if (at >= this.bits.length) this.grow(at + 1);
    this.bits[at] = this.byteAt(at) | (1 << (number & 7));
    this.count += 1;
    return true;
  }

  has(number: number): boolean {
    return (this.byteAt(number >>> 3) & (1 << (number & 7))) !== 0;
  }

  /** Those of it that are not in the other. */
  without(other: NumberSet): NumberSet {
    return this.filter((number) => !other.has(number));
  }

  /** Those of it that are in the other as well. */
  within(other: NumberSet): NumberSet {
    return this.filter((number) => other.has(number));
  }

  first(most: number): readonly number[] {
    const found: number[] = [];
    for (const number of this.numbers()) {
      if (found.length >= most) break;
      found.push(number);
    }
    return found;
  }

  toText(): string {
    return Buffer.from(this.bits).toString('base64');
  }

  static fromText(text: string): NumberSet {
    const set = new NumberSet();
    set.bits = Uint8Array.from(Buffer.from(text, 'base64'));
    for (const byte of set.bits) set.count += onesOf(byte);
    return set;
  }

  private filter(isKept: (number: number) => boolean): NumberSet {
    const kept = new NumberSet();
    for (const number of this.numbers()) if (isKept(number)) kept.add(number);
    return kept;
  }

  private *numbers(): Generator<number> {
    for (const [at, byte] of this.bits.entries()) {
      if (byte === 0) continue;
      for (let bit = 0; bit < 8; bit += 1) if ((byte & (1 << bit)) !== 0) yield at * 8 + bit;
    }
  }

  private byteAt(at: number): number {
    return this.bits[at] ?? 0;
  }

  private grow(atLeast: number): void {
    const grown = new Uint8Array(Math.max(atLeast, this.bits.length * 2));
    grown.set(this.bits);
    this.bits = grown;
  }
}

function onesOf(byte: number): number {
  let ones = 0;
  for (let left = byte; left > 0; left &= left - 1) ones += 1;
  return ones;
}
