import { registrationView } from '../flow/registration-view.js';
import { endpoint, idParam } from './endpoint.js';

export const getRegistration = endpoint({
  id: 'getRegistration',
  method: 'GET',
  path: '/flows/{id}/registration',
  summary: 'Says whether the sender was told the address of the flow automatically, and why not',
  params: idParam,
  reply: registrationView,
  errors: ['flow_not_found'],
});

export const retryRegistration = endpoint({
  id: 'retryRegistration',
  method: 'POST',
  path: '/flows/{id}/registration/retry',
  summary: 'Tries now again to tell the sender the address of the flow',
  status: 202,
  params: idParam,
  reply: registrationView,
  errors: ['flow_not_found', 'flow_state_conflict'],
});
