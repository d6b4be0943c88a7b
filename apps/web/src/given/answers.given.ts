import type {
  EventSummary,
  EventView,
  FlowView,
  LeftBehindHook,
  RunView,
} from '@hookline/contract';

const at = '2026-03-01T10:00:00.000Z';

export const me = {
  user: { id: 'u1', email: 'owner@example.com', name: 'Maria' },
  workspace: {
    id: 'w1',
    name: 'Workshop',
    timeZone: 'UTC',
    defaultCountry: 'RU',
    locale: 'en',
  },
};

export const catalog = {
  apps: [
    {
      key: 'tilda',
      label: { en: 'Tilda', ru: 'Тильда' },
      category: 'forms',
      icon: 'forms',
      color: '#fa8669',
      connectionFields: [],
      triggers: [
        {
          key: 'form',
          label: { en: 'A form was sent', ru: 'Отправлена форма' },
          setup: [{ en: 'Paste the address in Tilda.', ru: 'Вставьте адрес в Тильду.' }],
          settings: [],
          labels: { Phone: { en: 'Phone number', ru: 'Телефон' } },
          sample: { Name: 'Anna' },
          dedupeFields: [],
          connection: 'none',
        },
      ],
      actions: [],
    },
  ],
};

export function aFlow(given: Partial<FlowView> = {}): FlowView {
  return {
    id: 'f1',
    name: 'Leads from Tilda',
    state: 'draft',
    hookUrl: 'http://localhost/hooks/abc',
    draft: {
      schemaVersion: 1,
      name: 'Leads from Tilda',
      trigger: { app: 'tilda', event: 'form', connectionId: null, settings: {} },
      steps: [],
    },
    newerSchema: null,
    draftRevision: 1,
    published: null,
    hasUnpublishedChanges: true,
    sampleEventId: null,
    takesFrom: null,
    feeds: [],
    problems: [],
    createdAt: at,
    updatedAt: at,
    ...given,
  };
}

export function anEvent(given: Partial<EventSummary> = {}): EventSummary {
  return {
    id: 'e1',
    flowId: 'f1',
    state: 'held',
    receivedAt: at,
    method: 'POST',
    path: '/',
    bodyKind: 'form',
    bodyBytes: 42,
    summary: 'Anna',
    runId: null,
    reason: null,
    isQuarantined: false,
    duplicateOf: null,
    sameIdAs: null,
    ...given,
  };
}

export function anEventView(given: Partial<EventView> = {}): EventView {
  return {
    ...anEvent(given),
    query: '',
    headers: [],
    payload: { Name: 'Anna', Phone: '+7 916 123-45-67' },
    rawText: null,
    attachments: [],
    batch: null,
    proof: 'not_asked',
    runs: [],
    ...given,
  };
}

export function aRun(given: Partial<RunView> = {}): RunView {
  const attempt = {
    idempotencyKey: 'key-1',
    input: { body: { stage: 17 } },
    startedAt: at,
    finishedAt: '2026-03-01T10:00:00.640Z',
    answeredBy: null,
  };
  const error = {
    code: 'rejected',
    message: 'The stage no longer exists.',
    stepId: 'crm',
    pointer: '/body/stage',
  };
  return {
    id: 'r1',
    flowId: 'f1',
    flowName: 'Leads from Tilda',
    eventId: 'e1',
    state: 'needs_attention',
    summary: 'Anna',
    createdAt: at,
    finishedAt: null,
    waitingFor: null,
    nextTryAt: null,
    error,
    replayOf: null,
    replayedBy: null,
    isByHand: false,
    versionId: 'v1',
    versionNumber: 4,
    trigger: { Name: 'Anna' },
    isEventKept: true,
    steps: [
      {
        stepId: 'crm',
        type: 'action',
        app: 'http',
        action: 'request',
        name: 'Create a deal',
        state: 'failed',
        attempts: [
          {
            ...attempt,
            item: '',
            try: 1,
            state: 'failed',
            output: null,
            error: { ...error, message: 'HTTP 503', pointer: null },
          },
          { ...attempt, item: '', try: 2, state: 'failed', output: { status: 400 }, error },
        ],
      },
      {
        stepId: 'mail',
        type: 'action',
        app: 'email',
        action: 'send',
        name: 'Tell the owner',
        state: 'pending',
        attempts: [],
      },
    ],
    ...given,
  };
}

/** A webhook that stayed at its sender when its flow was deleted. */
export const aLeftBehind = (change: Partial<LeftBehindHook> = {}): LeftBehindHook => ({
  id: 'l1',
  flowId: 'f9',
  flowName: 'Old flow',
  isFlowDeleted: true,
  app: 'gitlab',
  place: 'grp/a',
  connectionName: 'Our GitLab',
  hookUrl: 'https://hooks.example/hooks/abc',
  at,
  ...change,
});
