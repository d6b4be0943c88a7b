import { Anchor, List, Popover, Text } from '@mantine/core';
import type { FlowView } from '@hookline/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { catalogQuery } from '../api/catalog.js';
import { locateProblems, type StepProblem } from '../editor/state/locate-problems.js';
import { oneOfEach } from '../editor/state/one-of-each.js';
import { makeCatalog } from '../editor/words/catalog.js';
import { problemInWords } from '../editor/words/problem-in-words.js';
import { useSay } from '../words/use-say.js';

type Props = { flow: FlowView; target: ReactElement; isOpen: boolean; onToggle: () => void };

/** Why a flow cannot be published now, and where each thing is put right. */
export function PublishReasons({ flow, target, isOpen, onToggle }: Props) {
  const { t } = useTranslation();
  const problems = oneOfEach(locateProblems(flow.draft, flow.problems));
  return (
    <Popover opened={isOpen} onChange={onToggle} width={340} position="bottom-end" withArrow>
      <Popover.Target>{target}</Popover.Target>
      <Popover.Dropdown>
        {flow.published !== null && !flow.hasUnpublishedChanges ? (
          <Text>{t('flows.nothingToPublish')}</Text>
        ) : (
          <>
            <Text fw={600}>{t('flows.problems', { count: problems.length })}</Text>
            <Reasons flow={flow} problems={problems} onGo={onToggle} />
          </>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

type ReasonsProps = { flow: FlowView; problems: readonly StepProblem[]; onGo: () => void };

function Reasons({ flow, problems, onGo }: ReasonsProps) {
  const { t } = useTranslation();
  const say = useSay();
  const { data } = useQuery(catalogQuery);
  if (!data) return null;
  const known = { t, say, catalog: makeCatalog(data.apps), document: flow.draft };
  return (
    <List mt={4} data-testid="publish-reasons">
      {problems.map((problem) => {
        const { step, words, tab, isOfFlow } = problemInWords(problem, known);
        const search = { step: problem.stepId, tab, field: problem.pointer };
        return (
          <List.Item
            key={[problem.stepId, problem.pointer, problem.code, problem.about].join()}
            className="hl-wrap"
          >
            <strong>{step}</strong>:{' '}
            <Anchor
              onClick={onGo}
              renderRoot={(root) =>
                isOfFlow ? (
                  <Link to="/flows/$flowId/settings" params={{ flowId: flow.id }} {...root} />
                ) : (
                  <Link
                    to="/flows/$flowId"
                    params={{ flowId: flow.id }}
                    search={search}
                    {...root}
                  />
                )
              }
            >
              {words}
            </Anchor>
          </List.Item>
        );
      })}
    </List>
  );
}
