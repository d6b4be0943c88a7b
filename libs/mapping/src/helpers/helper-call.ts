import { isList, type JsonValue } from '@hookline/contract';
import type { BlockScope } from '../render/block-scope.js';
import type { RenderSettings } from '../render/render-settings.js';
import type { RenderState } from '../render/render-state.js';
import { RenderStop } from '../render/render-stop.js';
import type { Value } from '../render/template-context.js';
import { readNumber } from '../value/read-number.js';
import { writeText } from '../value/write-text.js';

export type Evaluate = (state: RenderState, scope: BlockScope | undefined) => Value;

export type CallShape = {
  readonly values: readonly Evaluate[];
  readonly named: ReadonlyMap<string, Evaluate>;
};

/** One call of a helper: its arguments, read as the helper needs them and evaluated only when asked for. */
export class HelperCall {
  private first: { value: Value } | undefined;

  constructor(
    private readonly shape: CallShape,
    private readonly state: RenderState,
    private readonly scope: BlockScope | undefined,
  ) {}

  get count(): number {
    return this.shape.values.length;
  }

  get settings(): RenderSettings {
    return this.state.settings;
  }

  value(index: number): Value {
    if (index > 0) return this.evaluate(this.shape.values[index]);
    this.first ??= { value: this.evaluate(this.shape.values[0]) };
    return this.first.value;
  }

  named(name: string): Value {
    return this.evaluate(this.shape.named.get(name));
  }

  text(index: number): string {
    return writeText(this.value(index));
  }

  textOr(index: number, fallback: string): string {
    const value = this.value(index);
    return value === undefined || value === null ? fallback : writeText(value);
  }

  namedText(name: string, fallback: string): string {
    const value = this.named(name);
    return value === undefined || value === null ? fallback : writeText(value);
  }

  number(index: number): number {
    return this.toNumber(this.value(index));
  }

  numberOr(index: number, fallback: number): number {
    const value = this.value(index);
    return value === undefined || value === null || value === '' ? fallback : this.toNumber(value);
  }

  /** A list as it is; nothing as an empty list; any single value as a list of one, as forms send it. */
  list(index: number): readonly JsonValue[] {
    return this.toList(this.value(index));
  }

  toList(value: Value): readonly JsonValue[] {
    if (value === undefined || value === null || value === '') return [];
    return isList(value) ? value : [value];
  }

  toNumber(value: Value): number {
    if (typeof value === 'number') return value;
    const number = typeof value === 'string' ? readNumber(value, this.settings.locale) : undefined;
    if (number !== undefined) return number;
    return this.fail('not_a_number', `${quote(value)} is not a number.`);
  }

  /** The values from `start` on. */
  valuesFrom(start: number): Value[] {
    return Array.from({ length: Math.max(0, this.count - start) }, (_, at) =>
      this.value(start + at),
    );
  }

  /** Evaluates a value that may be missing or wrong: both give `undefined` and leave no trace. */
  attempt(index: number): Value {
    const known = this.state.missing.length;
    try {
      return this.value(index);
    } catch (stop) {
      if (stop instanceof RenderStop && !stop.isFatal) return undefined;
      throw stop;
    } finally {
      this.state.missing.length = known;
    }
  }

  requireRoom(chars: number): void {
    this.state.requireRoom(chars);
  }

  spend(visits: number): void {
    this.state.visit(visits);
  }

  fail(code: string, message: string): never {
    throw new RenderStop(code, message);
  }

  private evaluate(evaluate: Evaluate | undefined): Value {
    const value = evaluate?.(this.state, this.scope);
    // Work grows with the size of what is worked on, so large values cost more visits.
    if (typeof value === 'string' && value.length > 512) this.state.visit(value.length >> 9);
    else if (isList(value)) this.state.visit(8 + (value.length >> 1));
    // How much an object holds is not known without looking: the clock is looked at more often instead.
    else if (typeof value === 'object' && value !== null) this.state.visit(8);
    return value;
  }
}

/** A value inside a message: short, and never the whole of what somebody sent. */
export function quote(value: Value): string {
  const text = writeText(value);
  return `"${text.length > 40 ? `${text.slice(0, 40)}…` : text}"`;
}
