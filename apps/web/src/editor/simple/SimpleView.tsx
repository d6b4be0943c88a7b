import { Button, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { walkSteps, type ActionStep, type FlowDocument, type Step } from '@hookline/contract';
import { useState, type ReactNode } from 'react';
import { EmptyHint } from '../canvas/EmptyHint.js';
import { FieldScopeContext } from '../fields/field-scope.js';
import { EventSelect } from '../panel/EventSelect.js';
import { FieldsTab } from '../panel/FieldsTab.js';
import '../panel/Panel.css';
import { SampleEditor } from '../panel/SampleEditor.js';
import { SetupTab } from '../panel/SetupTab.js';
import { TestTab } from '../panel/TestTab.js';
import { TriggerSetup } from '../panel/TriggerPanel.js';
import { useActionScope } from '../panel/use-action-scope.js';
import { ItemSample } from '../preview/ItemSample.js';
import { PreviewStrip } from '../preview/PreviewStrip.js';
import { useCatalog, useEditor, useEditorTools } from '../state/editor-context.js';
import type { EditorState } from '../state/editor-store.js';
import { describeStep } from '../words/describe-step.js';
import { stepTitle } from '../words/step-title.js';
import { useLanguage } from '../words/use-language.js';
import { useIsNarrow } from '../use-is-narrow.js';
import './SimpleView.css';

const documentOf = (state: EditorState) => state.document;

/** The flow as three steps on one page: where leads come from, what goes where, where they go. */
export function SimpleView() {
  const flow = useEditor(documentOf);
  const { t } = useLanguage();
  const [chosenId, setChosen] = useState<string | null>(null);
  const actions = actionsOf(flow);
  const chosen = actions.find((one) => one.id === chosenId) ?? actions[0];
  return (
    <div className="hl-simple" data-testid="simple-view">
      <Section number={1} title={t('editor.simple.source')}>
        <TriggerSetup />
        <EventSelect />
        <SampleEditor />
      </Section>
      {chosen ? (
        <ItemSample key={chosen.id} stepId={chosen.id}>
          <Destination
            step={chosen}
            chooser={<Chooser actions={actions} chosen={chosen} onChoose={setChosen} />}
          />
        </ItemSample>
      ) : (
        <Section number={2} title={t('editor.simple.destination')}>
          <div className="hl-simple-empty">
            <EmptyHint />
          </div>
        </Section>
      )}
      <OtherSteps flow={flow} />
    </div>
  );
}

const actionsOf = (flow: FlowDocument): readonly ActionStep[] =>
  walkSteps(flow).flatMap(({ step }) => (step.type === 'action' ? [step] : []));

type SectionProps = { number: number; title: string; children: ReactNode };

function Section({ number, title, children }: SectionProps) {
  return (
    <section className="hl-simple-part hl-surface">
      <Title order={2}>
        <span className="hl-simple-number" aria-hidden>
          {number}
        </span>
        {title}
      </Title>
      <Stack gap="md" mt="sm">
        {children}
      </Stack>
    </section>
  );
}

function Destination({ step, chooser }: { step: ActionStep; chooser: ReactNode }) {
  const { t } = useLanguage();
  const { scope, rendered, action, fields } = useActionScope(step);
  return (
    <FieldScopeContext value={scope}>
      <Section number={2} title={t('editor.simple.mapping')}>
        {chooser}
        <FieldsTab step={step} fields={fields} rendered={rendered} />
        <PreviewStrip fields={fields} rendered={rendered} />
      </Section>
      <Section number={3} title={t('editor.simple.destination')}>
        <SetupTab step={step} />
        <TestTab step={step} action={action} />
      </Section>
    </FieldScopeContext>
  );
}

type ChooserProps = {
  actions: readonly ActionStep[];
  chosen: ActionStep;
  onChoose: (id: string) => void;
};

/** A flow with several actions is looked at one action at a time. */
function Chooser({ actions, chosen, onChoose }: ChooserProps) {
  const catalog = useCatalog();
  const language = useLanguage();
  if (actions.length < 2) return null;
  return (
    <SegmentedControl
      className="hl-simple-chooser"
      aria-label={language.t('editor.simple.choose')}
      value={chosen.id}
      onChange={onChoose}
      data={actions.map((step) => {
        const title = stepTitle(step, { catalog, ...language });
        return { value: step.id, label: <ChoiceName title={title} /> };
      })}
    />
  );
}

/** Cut where it is long, so that the next choice can be seen to be there. */
function ChoiceName({ title }: { title: string }) {
  return (
    <span className="hl-simple-choice" title={title}>
      {title}
    </span>
  );
}

/** What this view does not draw is told, so that nobody thinks it lost. */
function OtherSteps({ flow }: { flow: FlowDocument }) {
  const { store } = useEditorTools();
  const catalog = useCatalog();
  const language = useLanguage();
  const { t } = language;
  const isNarrow = useIsNarrow();
  const others = walkSteps(flow).flatMap(({ step }): Step[] =>
    step.type === 'action' ? [] : [step],
  );
  if (others.length === 0) return null;
  return (
    <section className="hl-simple-part hl-surface">
      <Title order={2}>{t('editor.simple.others')}</Title>
      <ul>
        {others.map((step) => {
          const { title, subtitle } = describeStep(step, { catalog, ...language });
          return (
            <li key={step.id}>
              {title}
              {subtitle !== '' && <Text span c="dimmed">{` · ${subtitle}`}</Text>}
            </li>
          );
        })}
      </ul>
      <Button variant="default" onClick={() => store.setState({ view: 'canvas' })}>
        {isNarrow ? t('editor.simple.readAll') : t('editor.simple.toCanvas')}
      </Button>
    </section>
  );
}
