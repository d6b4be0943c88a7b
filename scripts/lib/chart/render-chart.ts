import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, parseAllDocuments } from 'yaml';
import { renderTemplate } from './render-template.js';

export const chartFolder = fileURLToPath(new URL('../../../docker/helm', import.meta.url));

const read = (...path: string[]): string => readFileSync(join(chartFolder, ...path), 'utf8');

export const readValues = (): unknown => parse(read('values.yaml'));

/** What `helm template leads docker/helm` gives, with these values above those of the chart. */
export function renderChart(given: unknown = {}): unknown[] {
  const values = merge(readValues(), given);
  const top = { Release: { Name: 'leads' }, Values: values };
  return readdirSync(join(chartFolder, 'templates')).flatMap((file) =>
    readDocuments(renderTemplate(read('templates', file), top)),
  );
}

/** A name given twice, an unknown anchor or a tab is an error of the text, and no document. */
export function readDocuments(text: string): unknown[] {
  return parseAllDocuments(text, { merge: true }).flatMap((document) => {
    const [error] = document.errors;
    if (error !== undefined) throw error;
    const resource: unknown = document.toJSON();
    return resource === null ? [] : [resource];
  });
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function merge(own: unknown, given: unknown): unknown {
  if (!isMap(own) || !isMap(given)) return given;
  const names = new Set([...Object.keys(own), ...Object.keys(given)]);
  return Object.fromEntries(
    [...names].map((name) => [name, name in given ? merge(own[name], given[name]) : own[name]]),
  );
}
