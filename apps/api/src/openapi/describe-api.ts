import * as contract from '@hookline/contract';
import { errorBody, errorCatalogue, type Endpoint, type ErrorCode } from '@hookline/contract';
import { z } from 'zod';
import { apiPrefix } from '../http/handles.js';
import { hoistDefinitions, type Schema } from './hoist-definitions.js';

/** Every endpoint of the contract. */
export function listEndpoints(): readonly Endpoint[] {
  const values: readonly unknown[] = Object.values(contract);
  return values.filter(isEndpoint);
}

function isEndpoint(value: unknown): value is Endpoint {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['id', 'method', 'path', 'access', 'params', 'query', 'body', 'reply'].every(
      (key) => key in value,
    )
  );
}

/** The OpenAPI 3.1 description, made of the very schemas that the server reads requests with. */
export function describeApi(publicUrl: string): Schema {
  const components: Record<string, Schema> = {};
  components['Error'] = hoistDefinitions(plainSchema(errorBody, 'output'), {
    name: 'Error',
    components,
  });
  const paths: Record<string, Record<string, Schema>> = {};
  for (const endpoint of listEndpoints()) {
    const path = (paths[endpoint.path] ??= {});
    path[endpoint.method.toLowerCase()] = describeEndpoint(endpoint, components);
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Hookline',
      version: '1',
      description: 'Send `Authorization: Bearer <API key>` with every request.',
    },
    servers: [{ url: `${publicUrl}${apiPrefix}` }],
    security: [{ apiKey: [] }],
    paths,
    components: {
      schemas: components,
      securitySchemes: { apiKey: { type: 'http', scheme: 'bearer' } },
    },
  };
}

function describeEndpoint(endpoint: Endpoint, components: Record<string, Schema>): Schema {
  const schemaOf = (part: 'body' | 'reply'): Schema =>
    hoistDefinitions(plainSchema(endpoint[part], part === 'body' ? 'input' : 'output'), {
      name: `${endpoint.id}_${part}`,
      components,
    });
  const hasBody = !(endpoint.body instanceof z.ZodUndefined);
  const hasReply = !(endpoint.reply instanceof z.ZodUndefined);
  return {
    operationId: endpoint.id,
    summary: endpoint.summary,
    ...(endpoint.access === 'public' ? { security: [] } : {}),
    parameters: [...parametersOf(endpoint, 'params'), ...parametersOf(endpoint, 'query')],
    ...(hasBody ? { requestBody: { required: true, content: json(schemaOf('body')) } } : {}),
    responses: {
      [String(endpoint.status)]: {
        description: 'Done',
        ...(hasReply ? { content: json(schemaOf('reply')) } : {}),
      },
      ...errorsOf(endpoint),
    },
  };
}

const json = (schema: Schema): Schema => ({ 'application/json': { schema } });

function parametersOf(endpoint: Endpoint, part: 'params' | 'query'): Schema[] {
  const schema = endpoint[part];
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape).map(([name, field]) => ({
    name,
    in: part === 'params' ? 'path' : 'query',
    required: part === 'params' || !z.safeParse(field, undefined).success,
    schema: plainSchema(field, 'input'),
  }));
}

function errorsOf(endpoint: Endpoint): Schema {
  const usual: ErrorCode[] = ['invalid_request', 'internal', 'try_later'];
  const codes = new Set([
    ...endpoint.errors,
    ...usual,
    ...(endpoint.access === 'public' ? [] : (['not_signed_in'] as const)),
  ]);
  const byStatus = new Map<string, string[]>();
  for (const code of codes) {
    const status = String(errorCatalogue[code].status);
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const content = json({ $ref: '#/components/schemas/Error' });
  return Object.fromEntries(
    [...byStatus].map(([status, names]) => [status, { description: names.join(', '), content }]),
  );
}

function plainSchema(schema: z.core.$ZodType, io: 'input' | 'output'): Schema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return { ...rest };
}
