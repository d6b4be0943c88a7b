import type {
  AttemptState,
  ConnectionView,
  EventState,
  FlowState,
  RunState,
  RunStepView,
} from '@hookline/contract';
import {
  IconAlertTriangle,
  IconCheck,
  IconCircleDashed,
  IconClock,
  IconCopy,
  IconFilter,
  IconFlag,
  IconFlask,
  IconHelpHexagon,
  IconLoader,
  IconPlayerPause,
  IconPlugConnectedX,
  IconQuestionMark,
  IconTrash,
  IconWorldDownload,
  IconX,
  type Icon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import './StateBadge.css';

export type Tone = 'good' | 'wait' | 'care' | 'bad' | 'quiet' | 'try' | 'draft';
type Look = { readonly icon: Icon; readonly tone: Tone };

const looks = {
  flow: {
    draft: { icon: IconCircleDashed, tone: 'draft' },
    live: { icon: IconCheck, tone: 'good' },
    paused: { icon: IconPlayerPause, tone: 'wait' },
  } satisfies Record<FlowState, Look>,
  event: {
    accepted: { icon: IconCheck, tone: 'good' },
    held: { icon: IconClock, tone: 'wait' },
    discarded: { icon: IconTrash, tone: 'quiet' },
    duplicate: { icon: IconCopy, tone: 'quiet' },
    rejected: { icon: IconX, tone: 'bad' },
    test: { icon: IconFlask, tone: 'try' },
    captured: { icon: IconWorldDownload, tone: 'quiet' },
  } satisfies Record<EventState, Look>,
  run: {
    queued: { icon: IconClock, tone: 'wait' },
    running: { icon: IconLoader, tone: 'wait' },
    waiting: { icon: IconClock, tone: 'wait' },
    needs_attention: { icon: IconFlag, tone: 'care' },
    succeeded: { icon: IconCheck, tone: 'good' },
    filtered: { icon: IconFilter, tone: 'quiet' },
    failed: { icon: IconX, tone: 'bad' },
    cancelled: { icon: IconTrash, tone: 'quiet' },
  } satisfies Record<RunState, Look>,
  step: {
    pending: { icon: IconCircleDashed, tone: 'draft' },
    intent: { icon: IconLoader, tone: 'wait' },
    succeeded: { icon: IconCheck, tone: 'good' },
    failed: { icon: IconX, tone: 'bad' },
    unknown: { icon: IconHelpHexagon, tone: 'care' },
    skipped: { icon: IconFilter, tone: 'quiet' },
  } satisfies Record<AttemptState | RunStepView['state'], Look>,
  connection: {
    untested: { icon: IconQuestionMark, tone: 'quiet' },
    working: { icon: IconCheck, tone: 'good' },
    needs_reconnect: { icon: IconPlugConnectedX, tone: 'care' },
  } satisfies Record<ConnectionView['state'], Look>,
};

export type StateOf =
  | { of: 'flow'; state: FlowState }
  | { of: 'event'; state: EventState }
  | { of: 'run'; state: RunState }
  | { of: 'step'; state: RunStepView['state'] }
  | { of: 'connection'; state: ConnectionView['state'] };

const table: Record<string, Record<string, Look>> = looks;
const unknownLook: Look = { icon: IconAlertTriangle, tone: 'quiet' };

/** Icon, tone and word of a state belong together wherever it is shown. */
export function lookOf(given: StateOf): Look {
  return table[given.of]?.[given.state] ?? unknownLook;
}

/** A state by icon, word and colour at once, so that none of the three has to be seen. */
export function StateBadge(given: StateOf) {
  const word = useStateWord()(given);
  const { icon: Icon, tone } = lookOf(given);
  return (
    <span className="hl-state" data-tone={tone}>
      <Icon size={14} stroke={2} aria-hidden />
      <span>{word}</span>
    </span>
  );
}

function useStateWord(): (given: StateOf) => string {
  const { t } = useTranslation();
  return (given) => {
    switch (given.of) {
      case 'flow':
        return t(`states.flow.${given.state}`);
      case 'event':
        return t(`states.event.${given.state}`);
      case 'run':
        return t(`states.run.${given.state}`);
      case 'step':
        return t(`states.step.${given.state}`);
      case 'connection':
        return t(`states.connection.${given.state}`);
    }
  };
}
