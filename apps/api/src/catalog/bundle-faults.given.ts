import { walkSteps, type Bundle, type FlowDocument } from '@hookline/contract';
import { checkDocument } from '../flow/check-document.js';
import { answerPlace, fillBundle, slotId } from './fill-bundle.js';

/** Why a bundle could not be installed and published as it is. */
export function faultsOf(given: Bundle): readonly string[] {
  const places = placesOf(given.document);
  const slots = given.slots.map(({ key }) => key);
  const questions = given.questions.map(({ key }) => key);
  const answers = Object.fromEntries(questions.map((key) => [key, exampleAnswer]));
  const connections = Object.fromEntries(slots.map((key) => [key, `slot ${key}`]));
  const appOf = (id: string) => given.slots.find(({ key }) => `slot ${key}` === id)?.app ?? null;
  const isPlain = given.questions.every(({ kind }) => kind === 'text');
  return [
    ...places.slots.filter((key) => !slots.includes(key)).map((key) => `no slot "${key}"`),
    ...places.answers
      .filter((key) => !questions.includes(key))
      .map((key) => `no question "${key}"`),
    // There a quote in an answer would end the text that it stands in.
    ...places.inExpressions.map((key) => `the answer "${key}" stands inside an expression`),
    ...checkDocument(fillBundle(given, { connections, answers }), appOf)
      // An answer of another kind than text stands for itself only when somebody gives it.
      .filter(({ code }) => isPlain || !/^(?:invalid_value$|value_)/.test(code))
      .map(({ pointer, message }) => `${pointer} ${message}`),
  ];
}

/** Reads as a text and as one e-mail address. */
const exampleAnswer = 'someone@example.com';

/** What a document asks for: the keys of its slots, of its answers, and of answers inside an expression. */
function placesOf(document: FlowDocument): Places {
  const used = [
    document.trigger.connectionId,
    ...walkSteps(document).map(({ step }) => (step.type === 'action' ? step.connectionId : null)),
  ];
  const slots = used.flatMap((id) => slotId.exec(id ?? '')?.[1] ?? []);
  const text = JSON.stringify(document);
  const expressions = text.match(/\{\{.*?\}\}/g) ?? [];
  return { slots, answers: keysIn(text), inExpressions: expressions.flatMap(keysIn) };
}

type Places = { slots: string[]; answers: string[]; inExpressions: string[] };

function keysIn(text: string): string[] {
  return [...text.matchAll(answerPlace)].flatMap(([, key]) => key ?? []);
}
