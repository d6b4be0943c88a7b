import {
  isList,
  isObject,
  toPointer,
  type FieldDescription,
  type FlowProblem,
  type FlowProblemCode,
  type JsonObject,
  type JsonValue,
  type WhyCode,
} from '@hookline/contract';
import { describeFields, type Fields } from '@hookline/connector-kit';
import { checkValue } from '@hookline/mapping';
import { problem } from './flow-problem.js';

/** Checks what a step or a source is set to, against its fields. */
export function checkInput(
  fields: Fields | readonly FieldDescription[],
  input: JsonObject,
  pointer: string,
): readonly FlowProblem[] {
  const descriptions = isDescribed(fields) ? fields : describeFields(fields);
  const templates = checkValue(input).map((found) =>
    problem(pointer + found.pointer, found.problem.code, found.problem),
  );
  if (templates.length > 0) return templates;
  return descriptions
    .filter((field) => isVisible(field, descriptions, input))
    .flatMap((field) => {
      const at = pointer + toPointer([field.key]);
      const found = checkField(field, input[field.key], at);
      if (found.length > 0 || isDescribed(fields)) return found;
      return checkLiteral(fields[field.key], input[field.key], at);
    });
}

function isDescribed(
  fields: Fields | readonly FieldDescription[],
): fields is readonly FieldDescription[] {
  return Array.isArray(fields);
}

function checkField(
  field: FieldDescription,
  value: JsonValue | undefined,
  pointer: string,
): readonly FlowProblem[] {
  if (isEmpty(value) || (field.required && isHollow(value))) {
    if (!field.required || !isEmpty(field.default)) return [];
    return [problem(pointer, 'required', `"${field.label.en}" is required`)];
  }
  if (!field.mappable && hasTemplate(value)) {
    return [problem(pointer, 'not_mappable', `"${field.label.en}" cannot hold a template`)];
  }
  if (field.choices && typeof value === 'string' && !hasTemplate(value)) {
    const known = field.choices.map((choice) => choice.value);
    if (known.includes(value)) return [];
    const message = `"${field.label.en}" is one of ${known.join(', ')}`;
    return [problem(pointer, 'unknown_choice', message)];
  }
  return checkNested(field, value, pointer);
}

function checkNested(
  field: FieldDescription,
  value: JsonValue | undefined,
  pointer: string,
): readonly FlowProblem[] {
  const inner = field.fields;
  if (!inner) return [];
  if (field.kind === 'list' && isList(value)) {
    return value.flatMap((item, index) =>
      isObject(item) ? checkInput(inner, item, `${pointer}/${index}`) : [],
    );
  }
  return field.kind === 'object' && isObject(value) ? checkInput(inner, value, pointer) : [];
}

/** What holds no template is at run time just what it is now, so that it can be read now. */
function checkLiteral(
  field: Fields[string] | undefined,
  value: JsonValue | undefined,
  pointer: string,
): readonly FlowProblem[] {
  if (!field || isEmpty(value)) return [];
  const reading = field.read(value);
  if (reading.ok || (hasTemplate(value) && !isOfWrongShape(value, reading.why.code))) return [];
  const message = `"${field.options.label.en}": ${reading.message}`;
  return [problem(pointer, wanted[reading.why.code] ?? 'invalid_value', message)];
}

/** A list or an object stays one, whatever its templates become. */
function isOfWrongShape(value: JsonValue, code: WhyCode): boolean {
  return isObject(value) || (isList(value) && wantsNoList.has(code));
}

const wantsNoList: ReadonlySet<WhyCode> = new Set([
  'field_boolean',
  'field_number',
  'field_object',
  'field_text',
  'field_url',
]);

/** What a field wants, as the pages say it. */
const wanted: { readonly [code in WhyCode]?: FlowProblemCode } = {
  field_boolean: 'value_boolean',
  field_email: 'value_email',
  field_emails_none: 'value_emails_none',
  field_emails_over: 'value_emails_over',
  field_list: 'value_list',
  field_number: 'value_number',
  field_object: 'value_object',
  field_text: 'value_text',
  field_url: 'value_url',
};

export function isVisible(
  field: FieldDescription,
  siblings: readonly FieldDescription[],
  input: JsonObject,
): boolean {
  const rule = field.visibleWhen;
  if (!rule) return true;
  const other = siblings.find((one) => one.key === rule.field);
  const value = input[rule.field] ?? other?.default ?? null;
  return rule.in.some((one) => JSON.stringify(one) === JSON.stringify(value));
}

function hasTemplate(value: JsonValue): boolean {
  return JSON.stringify(value).includes('{{');
}

/** A list or an object without anything in it: there, but nothing is given. */
function isHollow(value: JsonValue): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function isEmpty(value: JsonValue | undefined): value is undefined | null | '' {
  return value === undefined || value === null || value === '';
}
