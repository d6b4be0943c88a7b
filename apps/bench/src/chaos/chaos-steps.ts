import type { Step } from '@hookline/contract';

export const rowStep: Step = {
  id: 'row',
  type: 'action',
  app: 'tables',
  action: 'insert_row',
  connectionId: null,
  input: { table: 'Leads', values: { Name: '{{trigger.id}}' } },
};

export const callStep = (url: string, connectionId: string): Step => ({
  id: 'call',
  type: 'action',
  app: 'http',
  action: 'request',
  connectionId,
  input: { method: 'POST', url, body: { id: '{{trigger.id}}', row: '{{steps.row.id}}' } },
});
