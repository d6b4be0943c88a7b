import { z } from 'zod';
import { jsonValue } from '../json.js';
import { column, rowView, tableView } from '../table/table-view.js';
import { endpoint, pageOf, pageQuery } from './endpoint.js';

const tableParam = z.object({ name: z.string().max(100) });
const rowParam = z.object({ name: z.string().max(100), id: z.string().max(100) });
const values = z.strictObject({ values: z.record(z.string(), jsonValue) });

export const listTables = endpoint({
  id: 'listTables',
  method: 'GET',
  path: '/tables',
  summary: 'Lists built-in tables',
  reply: z.object({ items: z.array(tableView) }),
});

export const createTable = endpoint({
  id: 'createTable',
  method: 'POST',
  path: '/tables',
  summary: 'Creates a table',
  status: 201,
  body: z.strictObject({
    name: z.string().trim().min(1).max(100),
    columns: z.array(column).min(1).max(100),
  }),
  reply: tableView,
  errors: ['name_taken', 'row_invalid'],
});

export const getTable = endpoint({
  id: 'getTable',
  method: 'GET',
  path: '/tables/{name}',
  summary: 'Reads a table and its columns',
  params: tableParam,
  reply: tableView,
  errors: ['table_not_found'],
});

export const updateTable = endpoint({
  id: 'updateTable',
  method: 'PATCH',
  path: '/tables/{name}',
  summary: 'Adds, retypes or reorders columns; a removed column keeps its stored values',
  params: tableParam,
  body: z.strictObject({ columns: z.array(column).min(1).max(100) }),
  reply: tableView,
  errors: ['table_not_found', 'row_invalid'],
});

export const deleteTable = endpoint({
  id: 'deleteTable',
  method: 'DELETE',
  path: '/tables/{name}',
  summary: 'Deletes a table with its rows; refused while a live flow uses it',
  status: 204,
  params: tableParam,
  errors: ['table_not_found', 'table_in_use'],
});

export const listRows = endpoint({
  id: 'listRows',
  method: 'GET',
  path: '/tables/{name}/rows',
  summary: 'Lists rows, newest first',
  params: tableParam,
  query: z.object({ ...pageQuery, text: z.string().max(200).optional() }),
  reply: pageOf(rowView),
  errors: ['table_not_found'],
});

export const insertRow = endpoint({
  id: 'insertRow',
  method: 'POST',
  path: '/tables/{name}/rows',
  summary: 'Adds a row by hand',
  status: 201,
  params: tableParam,
  body: values,
  reply: rowView,
  errors: ['table_not_found', 'row_invalid'],
});

export const updateRow = endpoint({
  id: 'updateRow',
  method: 'PATCH',
  path: '/tables/{name}/rows/{id}',
  summary: 'Changes values of a row',
  params: rowParam,
  body: values,
  reply: rowView,
  errors: ['table_not_found', 'row_not_found', 'row_invalid'],
});

export const deleteRow = endpoint({
  id: 'deleteRow',
  method: 'DELETE',
  path: '/tables/{name}/rows/{id}',
  summary: 'Deletes a row',
  status: 204,
  params: rowParam,
  errors: ['table_not_found', 'row_not_found'],
});
