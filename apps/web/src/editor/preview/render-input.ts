import { isList, isObject, toPointer, type JsonObject, type JsonValue } from '@hookline/contract';
import {
  compileValue,
  TemplateError,
  type RenderSettings,
  type TemplateContext,
  type TemplateProblem,
} from '@hookline/mapping';

export type InputFault = {
  readonly pointer: string;
  readonly kind: 'missing' | 'problem';
  /** The path that the sample does not have, or what is wrong. */
  readonly text: string;
  /** What kind of wrong; none of what is only missing. */
  readonly code: string;
  readonly about?: string | undefined;
};

export type RenderedInput = {
  readonly values: Readonly<Record<string, JsonValue>>;
  readonly faults: readonly InputFault[];
};

type Rendered = { readonly value: JsonValue | undefined; readonly faults: readonly InputFault[] };

/** What would be sent for a sample: each value by itself, so that one fault hides no other value. */
export function renderInput(
  input: JsonObject,
  context: TemplateContext,
  settings: RenderSettings,
): RenderedInput {
  const values: Record<string, JsonValue> = {};
  const faults: InputFault[] = [];
  for (const [key, given] of Object.entries(input)) {
    const rendered = renderField(given, context, settings);
    if (rendered.value !== undefined) values[key] = rendered.value;
    const base = toPointer([key]);
    faults.push(...rendered.faults.map((fault) => ({ ...fault, pointer: base + fault.pointer })));
  }
  return { values, faults };
}

function renderField(
  given: JsonValue,
  context: TemplateContext,
  settings: RenderSettings,
): Rendered {
  try {
    const { value, missing, problems } = compileValue(given).render(context, settings);
    return {
      value,
      faults: [
        ...missing.map(({ pointer, path }) => lacking(pointer, path)),
        ...problems.map(({ pointer, problem }) => faulty(pointer, problem)),
      ],
    };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    const faults = error.problems.map((problem) => faulty(problem.path ?? '', problem));
    const wrong = new Set(faults.map(({ pointer }) => pointer));
    if (wrong.has('')) return { value: undefined, faults };
    const rest = renderField(blankAt(given, wrong), context, settings);
    return { value: rest.value, faults: [...faults, ...rest.faults] };
  }
}

const lacking = (pointer: string, path: string): InputFault => {
  return { pointer, kind: 'missing', text: path, code: '' };
};
const faulty = (pointer: string, { message, code, about }: TemplateProblem): InputFault => {
  return { pointer, kind: 'problem', text: message, code, about };
};

/** The value with nothing where it cannot be read. */
function blankAt(value: JsonValue, pointers: ReadonlySet<string>, at = ''): JsonValue {
  if (pointers.has(at)) return '';
  if (isList(value)) return value.map((one, index) => blankAt(one, pointers, `${at}/${index}`));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, blankAt(one, pointers, at + toPointer([key]))]),
  );
}
