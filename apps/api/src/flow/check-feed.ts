import type { FlowDocument, FlowProblem } from '@hookline/contract';
import { mostFed } from '@hookline/contract';
import {
  findFeeding,
  judgeFeed,
  type FeedTrouble,
  type JudgedFeed,
  type Scope,
  type Store,
} from '@hookline/store';
import { problem } from './flow-problem.js';

export const feedsOthers = 'feeds_others';

/** What stands in the way of one address for several flows: on the side of the fed one, and of the one that feeds. */
export async function checkFeed(
  scope: Scope,
  store: Store,
  { flowId, document }: { readonly flowId: string; readonly document: FlowDocument },
): Promise<readonly FlowProblem[]> {
  const { trigger, endpoint } = document;
  const mainFlowId = endpoint?.through;
  const { fed } = await findFeeding(scope, store, flowId);
  const others = fed.filter(
    (one) => one.trigger.app !== trigger.app || one.trigger.event !== trigger.event,
  );
  const problems =
    others.length === 0
      ? []
      : [
          problem('/trigger/app', feedsOthers, {
            message: `the source cannot change while the address of this flow feeds ${namesOf(others)}: let them take events elsewhere first`,
            about: namesOf(others),
          }),
        ];
  if (mainFlowId === undefined) return problems;
  const judged = await judgeFeed(scope, store, { flowId, mainFlowId, source: trigger });
  if (judged.trouble === null) return problems;
  const message = wordsFor(judged.trouble, judged, namesOf(fed));
  const about = judged.trouble === 'feeds_others' ? namesOf(fed) : judged.main?.name;
  const said = { message, about };
  return [...problems, problem('/endpoint/through', `feed_${judged.trouble}`, said)];
}

/** So many names as a sentence bears. */
export function namesOf(flows: readonly { readonly name: string }[]): string {
  const names = flows.slice(0, 5).map(({ name }) => `"${name}"`);
  const more = flows.length - names.length;
  return names.join(', ') + (more > 0 ? ` and ${more} more` : '');
}

function wordsFor(trouble: FeedTrouble, { main }: JudgedFeed, fed: string): string {
  const name = `"${main?.name ?? ''}"`;
  switch (trouble) {
    case 'itself':
      return 'a flow cannot take events from its own address a second time; choose another flow';
    case 'unknown':
      return 'the flow whose address should feed this one does not exist in this workspace; choose another one';
    case 'unpublished':
      return `publish ${name} first: its address feeds others from then on`;
    case 'other_source':
      return `${name} has another source than this flow; both must have the same one`;
    case 'is_fed':
      return `${name} is itself fed by the address of another flow; choose that one`;
    case 'feeds_others':
      return `the address of this flow feeds ${fed}, so it cannot be fed itself`;
    case 'full':
      return `the address of ${name} feeds ${mostFed} flows already, which is the most`;
  }
}
