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

export const forgetLeftBehind = endpoint({
  id: 'forgetLeftBehind',
  method: 'DELETE',
  path: '/attention/left-behind/{id}',
  summary: 'Forgets a webhook that stayed at another system, because a person removed it there',
  status: 204,
  params: idParam,
  errors: ['not_found'],
});
