import { locateStep, type FlowDocument } from '@hookline/contract';
import type { TFunction } from 'i18next';
import type { useSay } from '../../words/use-say.js';
import { readPath } from '../template/template-path.js';
import type { Catalog } from './catalog.js';
import { stepTitle } from './step-title.js';

export type Say = ReturnType<typeof useSay>;
export type Language = { readonly t: TFunction; readonly say: Say };
/** A template path in words: `trigger.Phone` is "Phone", `steps.lead.id` is "Add a row: ID". */
export type NamePath = (path: string) => string;

type Known = { readonly document: FlowDocument; readonly catalog: Catalog } & Language;

export function makeNamePath({ document, catalog, t, say }: Known): NamePath {
  const labels = catalog.trigger(document.trigger)?.labels ?? {};
  return (path) => {
    const segments = readPath(path);
    const [root, ...rest] = segments ?? [];
    if (root === undefined) return path;
    if (root === 'trigger') {
      if (rest.length === 0) return t('editor.roots.trigger');
      const name = rest.join('.');
      // A sender may call a field `constructor`.
      const label = Object.hasOwn(labels, name) ? labels[name] : undefined;
      return label ? say(label) : rest.join(' › ');
    }
    if (root === 'steps') return nameStepPath(rest, { document, catalog, t, say });
    if (root === 'event' || root === 'flow' || root === 'workspace' || root === 'run') {
      return [t(`editor.roots.${root}`), ...rest.map(wordOfField(t))].join(': ');
    }
    if (root === 'item') {
      return rest.length === 0
        ? t('editor.roots.item')
        : [t('editor.roots.item'), rest.join(' › ')].join(': ');
    }
    if (root === 'index') return t('editor.roots.index');
    if (root === 'now') return t('editor.roots.now');
    return path;
  };
}

const eventFields = ['id', 'receivedAt', 'method', 'path', 'query', 'headers', 'name'] as const;

function wordOfField(t: TFunction): (field: string) => string {
  return (field) => {
    const known = eventFields.find((name) => name === field);
    return known ? t(`editor.eventFields.${known}`) : field;
  };
}

function nameStepPath(rest: readonly string[], known: Known): string {
  const [id = '', ...below] = rest;
  const step = locateStep(known.document, id)?.step;
  if (!step) return ['?', id, ...below].join(' ');
  const title = stepTitle(step, known);
  const action = step.type === 'action' ? known.catalog.action(step.app, step.action) : undefined;
  const field = action?.output.find((one) => one.key === below[0]);
  const tail = field ? [known.say(field.label), ...below.slice(1)] : below;
  return tail.length === 0 ? title : `${title}: ${tail.join(' › ')}`;
}
