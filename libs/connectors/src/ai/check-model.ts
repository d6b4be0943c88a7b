import {
  NeedsReconnect,
  objectsIn,
  readInput,
  Rejected,
  textIn,
  type ConnectionDefinition,
  type Http,
  type JsonObject,
} from '@hookline/connector-kit';
import { callModel } from './call-model.js';
import { modelFields } from './model-fields.js';

/** Asks for the list of models: it costs nothing, and needs the key. */
export const checkModel: ConnectionDefinition['check'] = async ({ http, connection }) => {
  const { model } = readInput(modelFields, connection);
  const { data } = await listModels(http, connection);
  if (!Array.isArray(data)) throw noSuchService();
  const names = objectsIn(data).map((each) => textIn(each, 'id'));
  if (names.length === 0 || names.some((name) => isSame(name, model))) {
    return {
      message: `The service answered; the model ${model} can be asked.`,
      why: { code: 'works_model', values: { model } },
    };
  }
  // Not every service lists all that it has, so that this alone is no fault.
  return {
    message: `The service answered, but its list has no model ${model}. Check the name if a step fails.`,
    why: { code: 'works_model_unlisted', values: { model } },
  };
};

async function listModels(http: Http, connection: JsonObject): Promise<JsonObject> {
  try {
    return await callModel(http, connection, { path: '/models' });
  } catch (error) {
    // Here nothing was asked of a model yet: it is the address that is wrong.
    const code = error instanceof NeedsReconnect ? error.why?.code : null;
    throw code === 'model_unknown' ? noSuchService(error) : error;
  }
}

function noSuchService(cause?: unknown): Rejected {
  const message =
    'nothing at this address answers as such a service does; the address usually ends in /v1';
  return new Rejected(message, { cause, why: { code: 'model_api_unknown' } });
}

/** Ollama lists `llama3.2:latest` and answers to `llama3.2`. */
const isSame = (listed: string, model: string): boolean =>
  listed === model || listed === `${model}:latest`;
