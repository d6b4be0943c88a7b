import { describe, expect, it } from 'vitest';
import { describeApi, listEndpoints } from './describe-api.js';

type Document = {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown> };
};
type Operation = {
  operationId: string;
  security?: unknown[];
  parameters: { name: string; in: string; required: boolean; schema: object }[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, { description: string; content?: object }>;
};

describe('describeApi', () => {
  const document = describeApi('https://hooks.example') as unknown as Document;
  const text = JSON.stringify(document);
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );

  it('names every endpoint of the contract once, and nothing else', () => {
    const named = operations.map(({ method, path, operation }) => [
      operation.operationId,
      method,
      path,
    ]);
    const known = listEndpoints().map(({ id, method, path }) => [id, method.toLowerCase(), path]);
    expect(known.length).toBeGreaterThan(40);
    expect(named.sort()).toEqual(known.sort());
  });

  it('declares every parameter of a path', () => {
    for (const { path, operation } of operations) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const declared = operation.parameters.filter((each) => each.in === 'path');
      expect([path, declared.map(({ name }) => name)]).toEqual([path, inPath]);
      expect(declared.every(({ required }) => required)).toBe(true);
    }
  });

  it('refers only to what it holds', () => {
    const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(
      ([, reference]) => reference ?? '',
    );
    expect(references.length).toBeGreaterThan(10);
    for (const reference of references) {
      expect(reference).toMatch(/^#\/components\/schemas\//);
      expect(document.components.schemas).toHaveProperty([reference.split('/').at(-1) ?? '']);
    }
    expect(text).not.toContain('$defs');
    expect(text).not.toContain('$schema');
  });

  it('says which endpoints are open, what may be asked for, and what an error looks like', () => {
    const of = (id: string) =>
      operations.find(({ operation }) => operation.operationId === id)?.operation;
    expect(of('getSetup')?.security).toEqual([]);
    expect(of('listFlows')?.security).toBeUndefined();
    expect(of('listFlows')?.parameters.map(({ name, required }) => [name, required])).toEqual([
      ['cursor', false],
      ['limit', false],
      ['text', false],
    ]);
    expect(of('createFlow')?.requestBody).toBeDefined();
    expect(of('deleteFlow')?.responses['204']).toEqual({ description: 'Done' });
    expect(of('getFlow')?.responses['404']?.description).toBe('flow_not_found');
    expect(of('getFlow')?.responses).toHaveProperty('401');
  });
});
