import {
  action,
  field,
  isObject,
  objectsIn,
  readInput,
  Rejected,
  textIn,
  Unavailable,
  type Http,
  type JsonObject,
  type WhyCode,
} from '@hookline/connector-kit';
import { callModel } from './call-model.js';
import { modelFields } from './model-fields.js';
import { readNames, readValues } from './read-values.js';

export const ask = action({
  key: 'ask',
  label: { en: 'Ask a model', ru: 'Спросить модель' },
  help: {
    en: 'The instruction and the text are sent to the service of the connection.',
    ru: 'Задание и текст уходят в сервис, указанный в подключении.',
  },
  connection: 'required',
  // It changes nothing anywhere, so that it may be repeated; but it costs money and shows the text to
  // somebody, so that it is no mere reading that a shadow run might do a thousand times.
  effect: 'idempotent',
  input: {
    instruction: field.longText({
      label: { en: 'What to do', ru: 'Что сделать' },
      placeholder: 'Sum up in one sentence what the customer wants',
      required: true,
    }),
    text: field.longText({
      label: { en: 'Text', ru: 'Текст' },
      help: {
        en: 'What to do it with, such as the message of a lead.',
        ru: 'С чем это сделать, например сообщение из заявки.',
      },
    }),
    fields: field.text({
      label: { en: 'Values to pick out', ru: 'Какие значения достать' },
      help: {
        en: 'Names with commas. The answer then has a value for each, or nothing where the text does not say it. Left empty, the answer is a text.',
        ru: 'Названия через запятую. В ответе будет значение для каждого или пусто, если в тексте его нет. Если не заполнять, ответом будет текст.',
      },
      placeholder: 'name, phone, city',
      mappable: false,
    }),
    maxTokens: field.number({
      label: { en: 'Longest answer, in tokens', ru: 'Самый длинный ответ, в токенах' },
      help: {
        en: 'A token is about three quarters of an English word. Left empty, the service decides.',
        ru: 'Токен — примерно треть русского слова. Если пусто, решает сервис.',
      },
      mappable: false,
    }),
    temperature: field.number({
      label: { en: 'Temperature, 0 to 2', ru: 'Температура, от 0 до 2' },
      help: {
        en: 'The lower, the more alike are the answers. Some models take none.',
        ru: 'Чем ниже, тем более одинаковы ответы. Некоторые модели её не принимают.',
      },
      mappable: false,
    }),
  },
  output: {
    text: field.longText({ label: { en: 'Answer', ru: 'Ответ' }, required: true }),
    values: field.keyValues({ label: { en: 'Values', ru: 'Значения' } }),
    isCut: field.boolean({ label: { en: 'Cut off', ru: 'Обрезан' }, required: true }),
    tokens: field.number({ label: { en: 'Tokens used', ru: 'Потрачено токенов' } }),
  },
  sample: {
    text: '{"name": "Anna", "city": "Riga"}',
    values: { name: 'Anna', city: 'Riga' },
    isCut: false,
    tokens: 64,
  },

  async run({ http, input, connection }) {
    const names = readNames(input.fields);
    const { model } = readInput(modelFields, connection ?? {});
    const answer = await complete(http, connection, {
      model,
      messages: messagesOf(input, names),
      ...limitsOf(input),
    });
    const { text, isCut, tokens } = readChoice(answer);
    if (names.length === 0) return { text, isCut, tokens };
    if (isCut) throw refused('model_answer_cut', "the model's answer was cut off", '/maxTokens');
    return { text, values: readValues(text, names), isCut, tokens };
  },
});

type Input = { readonly instruction: string; readonly text?: string | undefined };
type Limits = {
  readonly maxTokens?: number | undefined;
  readonly temperature?: number | undefined;
};

/** The text of a lead stands apart from the instruction, so that it is less easily taken for one. */
function messagesOf({ instruction, text }: Input, names: readonly string[]): JsonObject[] {
  const task =
    names.length === 0
      ? instruction
      : `${instruction}\n\nAnswer with one JSON object and nothing else. Its keys are exactly ${JSON.stringify(names)}. Each value is a text, a number, true or false, or null when the text does not say it.`;
  if (text === undefined || text.trim() === '') return [{ role: 'user', content: task }];
  return [
    { role: 'system', content: task },
    { role: 'user', content: text },
  ];
}

function limitsOf({ maxTokens, temperature }: Limits): JsonObject {
  const isLength = maxTokens === undefined || (Number.isInteger(maxTokens) && maxTokens >= 1);
  if (!isLength || (maxTokens ?? 1) > 200_000) {
    throw refused(
      'model_limit',
      'the longest answer is a whole number from 1 to 200,000',
      '/maxTokens',
    );
  }
  if (temperature !== undefined && !(temperature >= 0 && temperature <= 2)) {
    throw refused('model_limit', 'the temperature is a number from 0 to 2', '/temperature');
  }
  return {
    ...(maxTokens === undefined ? {} : { max_tokens: maxTokens }),
    ...(temperature === undefined ? {} : { temperature }),
  };
}

/** OpenAI's newer models refuse the older name of the limit, and most other services know no newer one. */
async function complete(
  http: Http,
  connection: JsonObject | null,
  json: JsonObject,
): Promise<JsonObject> {
  try {
    return await callModel(http, connection, { path: '/chat/completions', json });
  } catch (error) {
    const { max_tokens: limit, ...rest } = json;
    const quote = error instanceof Rejected ? (error.why?.quote ?? '') : '';
    if (limit === undefined || !quote.includes('max_completion_tokens')) throw error;
    const again = { ...rest, max_completion_tokens: limit };
    return callModel(http, connection, { path: '/chat/completions', json: again });
  }
}

function readChoice(answer: JsonObject): { text: string; isCut: boolean; tokens: number | null } {
  const [choice] = objectsIn(answer['choices']);
  const message = choice?.['message'];
  if (choice === undefined || !isObject(message)) {
    throw new Unavailable("the service's answer has no text of the model in it", {
      sent: 'maybe',
      why: { code: 'model_api_unknown' },
    });
  }
  const text = textIn(message, 'content');
  if (text.trim() === '') throw refused('model_answer_empty', 'the model answered with nothing');
  const usage = answer['usage'];
  const tokens = isObject(usage) ? usage['total_tokens'] : null;
  return {
    text,
    isCut: choice['finish_reason'] === 'length',
    tokens: typeof tokens === 'number' ? tokens : null,
  };
}

function refused(code: WhyCode, message: string, pointer?: string): Rejected {
  return new Rejected(message, { why: { code }, pointer });
}
