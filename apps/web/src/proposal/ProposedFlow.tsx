import { List, Text } from '@mantine/core';
import type { FlowDocument, ReadyProposal, Step } from '@hookline/contract';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { catalogQuery } from '../api/catalog.js';
import { locateProblems } from '../editor/state/locate-problems.js';
import { makeCatalog, type Catalog } from '../editor/words/catalog.js';
import { conditionInWords } from '../editor/words/condition-in-words.js';
import { describeStep, namePathOf } from '../editor/words/describe-step.js';
import type { Language, NamePath } from '../editor/words/name-path.js';
import { problemInWords } from '../editor/words/problem-in-words.js';
import { templateAsText } from '../editor/words/template-in-words.js';
import { Note } from '../ui/Note.js';
import { useSay } from '../words/use-say.js';
import './ProposedFlow.css';

type Known = Language & { readonly catalog: Catalog; readonly namePath: NamePath };

/** What a model proposes, step by step in words, with what is left to do and what was left out. */
export function ProposedFlow({ proposal }: { proposal: ReadyProposal }) {
  const { t } = useTranslation();
  const { document, leftOut } = proposal;
  const known = useKnown(document);
  const trigger = known.catalog.trigger(document.trigger);
  const problems = locateProblems(document, proposal.problems).map((problem) =>
    problemInWords(problem, { ...known, document }),
  );
  return (
    <>
      <Text>{t('proposal.proposed')}</Text>
      <nav aria-label={t('proposal.steps')} className="hl-proposed hl-wrap" data-testid="proposed">
        <ol>
          <li>
            <strong>{trigger ? known.say(trigger.label) : document.trigger.event}</strong>
          </li>
          <Steps steps={document.steps} known={known} />
        </ol>
      </nav>
      {problems.length > 0 && (
        <Note tone="care" title={t('proposal.toFill')}>
          <List size="sm">
            {problems.map(({ step, words }, index) => (
              <List.Item key={index} className="hl-wrap">
                {step}: {words}
              </List.Item>
            ))}
          </List>
        </Note>
      )}
      {leftOut.length > 0 && (
        <Note tone="quiet" title={t('proposal.leftOut')}>
          <List size="sm">
            {leftOut.map(({ kind, name }, index) => (
              <List.Item key={index} className="hl-wrap">
                {t(`proposal.leftOutOf.${kind}`, { name })}
              </List.Item>
            ))}
          </List>
        </Note>
      )}
    </>
  );
}

function useKnown(document: FlowDocument): Known {
  const { t } = useTranslation();
  const say = useSay();
  const { data } = useQuery(catalogQuery);
  return useMemo(() => {
    const catalog = makeCatalog(data?.apps ?? []);
    return { t, say, catalog, namePath: namePathOf(document, catalog, { t, say }) };
  }, [t, say, data, document]);
}

function Steps({ steps, known }: { steps: readonly Step[]; known: Known }) {
  return steps.map((step) => (
    <li key={step.id}>
      <OneStep step={step} known={known} />
      <Lanes step={step} known={known} />
    </li>
  ));
}

function OneStep({ step, known }: { step: Step; known: Known }) {
  const { title, subtitle, values } = describeStep(step, known);
  return (
    <>
      <strong>{title}</strong>
      {subtitle !== '' && <span className="hl-proposed-more">{subtitle}</span>}
      {values.map(({ label, template }) => (
        <span key={label} className="hl-proposed-more">
          {label}: {templateAsText(template, known.namePath)}
        </span>
      ))}
    </>
  );
}

/** What is done within a step: its branches, or its rounds. */
function Lanes({ step, known }: { step: Step; known: Known }) {
  if (step.type === 'loop') return <Lane steps={step.steps} known={known} />;
  if (step.type !== 'branch') return null;
  return (
    <>
      {step.branches.map(({ id, label, when, steps }) => (
        <Lane
          key={id}
          name={[label, conditionInWords(when, known)].filter(Boolean).join(': ')}
          steps={steps}
          known={known}
        />
      ))}
      {step.otherwise.length > 0 && (
        <Lane name={known.t('editor.branch.otherwise')} steps={step.otherwise} known={known} />
      )}
    </>
  );
}

type LaneProps = { name?: string; steps: readonly Step[]; known: Known };

function Lane({ name, steps, known }: LaneProps) {
  return (
    <>
      {name !== undefined && <span className="hl-proposed-lane">{name}</span>}
      <ol>
        <Steps steps={steps} known={known} />
      </ol>
    </>
  );
}
