import type { Bundle, FlowDocument } from '@hookline/contract';
import { toPointer } from '@hookline/contract';
import { findConnectionApps, type Scope, type Store } from '@hookline/store';
import { ApiError } from '../http/index.js';
import { fillBundle, type Filling } from './fill-bundle.js';

/**
 * Makes a flow document of a bundle: with connections of this workspace in its slots and with the
 * installer's answers, which stay text whatever they say.
 */
export async function prepareInstall(
  scope: Scope,
  store: Store,
  given: Filling & { readonly bundle: Bundle; readonly name: string | undefined },
): Promise<FlowDocument> {
  const { bundle } = given;
  await checkConnections(scope, store, given);
  refuse(given.bundle.questions.flatMap((question) => checkAnswer(question, given.answers)));
  refuse(strangers(bundle.questions, given.answers, 'answers'));
  const answers = Object.fromEntries(
    Object.entries(given.answers).map(([key, answer]) => [key, answer.trim()]),
  );
  const document = fillBundle(bundle, { connections: given.connections, answers });
  return given.name === undefined ? document : { ...document, name: given.name };
}

async function checkConnections(
  scope: Scope,
  store: Store,
  { bundle, connections }: Filling & { bundle: Bundle },
): Promise<void> {
  refuse(strangers(bundle.slots, connections, 'connections'));
  const apps = await findConnectionApps(scope, store, Object.values(connections));
  for (const slot of bundle.slots) {
    const id = connections[slot.key];
    if (id === undefined || apps.get(id) === slot.app) continue;
    throw new ApiError('connection_not_found', `There is no such connection of "${slot.app}".`, {
      details: [{ pointer: toPointer(['connections', slot.key]), message: 'does not exist' }],
    });
  }
}

type Fault = { readonly pointer: string; readonly message: string };

function strangers(
  known: readonly { key: string }[],
  given: Readonly<Record<string, string>>,
  part: 'answers' | 'connections',
): readonly Fault[] {
  return Object.keys(given)
    .filter((key) => !known.some((one) => one.key === key))
    .map((key) => ({ pointer: toPointer([part, key]), message: 'is not asked for' }));
}

const formats: Readonly<Record<Bundle['questions'][number]['kind'], (answer: string) => boolean>> =
  {
    text: () => true,
    email: (answer) => /^[^\s@"(),:;<>[\]\\]{1,64}@[^\s@"(),:;<>[\]\\]{1,255}$/u.test(answer),
    url: (answer) => URL.canParse(answer) && /^https?:/i.test(answer),
    number: (answer) => Number.isFinite(Number(answer)),
  };

function checkAnswer(
  { key, kind, label }: Bundle['questions'][number],
  answers: Filling['answers'],
): readonly Fault[] {
  const answer = answers[key]?.trim() ?? '';
  const pointer = toPointer(['answers', key]);
  if (answer === '') return [{ pointer, message: `"${label.en}" is asked for` }];
  // A brace beside a brace of the document would begin an expression, a backslash would undo one.
  if (/[{}\\]/.test(answer)) {
    return [{ pointer, message: `"${label.en}" cannot hold { } or a backslash` }];
  }
  return formats[kind](answer) ? [] : [{ pointer, message: `this is no ${kind}` }];
}

function refuse(faults: readonly Fault[]): void {
  if (faults.length === 0) return;
  const message = faults.map((fault) => fault.message).join('; ');
  throw new ApiError('invalid_request', message, { details: [...faults] });
}
