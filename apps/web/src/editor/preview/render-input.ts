import { toPointer, type JsonObject, type JsonValue } from '@hookline/contract';
import {
  compileValue,
  TemplateError,
  type RenderSettings,
  type TemplateContext,
} from '@hookline/mapping';

export type InputFault = {
  readonly pointer: string;
  readonly kind: 'missing' | 'problem';
  /** The path that the sample does not have, or what is wrong. */
  readonly text: string;
};

export type RenderedInput = {
  readonly values: Readonly<Record<string, JsonValue>>;
  readonly faults: readonly InputFault[];
};

/** What would be sent for a sample: each field by itself, so that one fault hides no other value. */
export function renderInput(
  input: JsonObject,
  context: TemplateContext,
  settings: RenderSettings,
): RenderedInput {
  const values: Record<string, JsonValue> = {};
  const faults: InputFault[] = [];
  for (const [key, value] of Object.entries(input)) {
    const base = toPointer([key]);
    try {
      const rendered = compileValue(value).render(context, settings);
      values[key] = rendered.value;
      for (const { pointer, path } of rendered.missing) {
        faults.push({ pointer: base + pointer, kind: 'missing', text: path });
      }
      for (const { pointer, problem } of rendered.problems) {
        faults.push({ pointer: base + pointer, kind: 'problem', text: problem.message });
      }
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      for (const problem of error.problems) {
        faults.push({
          pointer: base + (problem.path ?? ''),
          kind: 'problem',
          text: problem.message,
        });
      }
    }
  }
  return { values, faults };
}
