import {
  isList,
  isObject,
  parseJson,
  Rejected,
  type JsonObject,
  type JsonValue,
} from '@hookline/connector-kit';

const maxNames = 30;
const maxNameLength = 60;

/**
 * The names that were asked for.
 * @throws Rejected when there are too many or one is too long.
 */
export function readNames(text: string | undefined): readonly string[] {
  const parts = (text ?? '').split(',').map((each) => each.trim());
  const names = [...new Set(parts.filter((name) => name !== ''))];
  if (names.length > maxNames || names.some((name) => name.length > maxNameLength)) {
    throw new Rejected(
      `at most ${maxNames} names of ${maxNameLength} characters can be asked for`,
      {
        pointer: '/fields',
        why: { code: 'model_names_over', values: { most: maxNames, length: maxNameLength } },
      },
    );
  }
  return names;
}

/**
 * The asked values out of an answer that is one JSON object; what was not found is null, and what nobody
 * asked for is left out.
 * @throws Rejected when the answer is no such object or a value is more than a plain value or a list of them.
 */
export function readValues(answer: string, names: readonly string[]): JsonObject {
  const found = parseJson(withoutFence(answer));
  if (!isObject(found)) throw notJson(answer);
  const entries = names.map((name): [string, JsonValue] => [
    name,
    Object.hasOwn(found, name) ? (found[name] ?? null) : null,
  ]);
  if (!entries.every(([, value]) => isPlain(value) || (isList(value) && value.every(isPlain)))) {
    throw notJson(answer);
  }
  return Object.fromEntries(entries);
}

/** Many models put JSON between three backticks, whatever they are told. */
function withoutFence(text: string): string {
  return /^\s*```(?:json)?\s*\n([^]*?)\n?\s*```\s*$/i.exec(text)?.[1] ?? text;
}

const isPlain = (value: JsonValue): boolean => typeof value !== 'object' || value === null;

function notJson(answer: string): Rejected {
  return new Rejected("the model's answer is not the JSON that was asked for", {
    why: { code: 'model_answer_not_json', quote: answer.slice(0, 200) },
  });
}
