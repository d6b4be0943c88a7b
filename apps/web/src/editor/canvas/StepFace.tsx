import { IconNote } from '@tabler/icons-react';
import type { Step } from '@hookline/contract';
import { AppMark } from '../../ui/AppMark.js';
import { colorOfApp } from '../../ui/color-of-app.js';
import { useEditorTools } from '../state/editor-context.js';
import type { StepDescription } from '../words/describe-step.js';
import { templateInWords } from '../words/template-in-words.js';
import { useLanguage } from '../words/use-language.js';
import type { Detail } from './detail.js';
import { RunChip } from './RunChip.js';
import { RunValues } from './RunValues.js';
import { SpokenTemplate } from './SpokenTemplate.js';
import { StepState } from './StepState.js';
import { ToolMark } from './ToolMark.js';
import type { Card } from './use-card.js';

type Props = {
  readonly card: Card;
  readonly detail: Detail;
  readonly step: Step;
  readonly spoken: StepDescription;
};

/** What stands on the card of a step: as much of it as can be read at the size it has. */
export function StepFace({ card, detail, step, spoken }: Props) {
  if (detail === 'mark') return <StepBlock step={step} />;
  const isWhole = detail === 'whole';
  return (
    <>
      <span className="hl-node-head">
        <StepMark step={step} />
        <span className="hl-node-titles">
          <span className="hl-node-title" title={spoken.title}>
            {spoken.title}
          </span>
          {isWhole && spoken.subtitle !== '' && (
            <span className="hl-node-subtitle" title={spoken.subtitle}>
              {spoken.subtitle}
            </span>
          )}
        </span>
      </span>
      {isWhole && <Values card={card} step={step} spoken={spoken} />}
      {isWhole && <NoteLine step={step} />}
      <CardChip ran={card.ran} problemCount={card.problemCount} tried={card.tried} />
    </>
  );
}

function Values({ card: { ran }, step, spoken }: Omit<Props, 'detail'>) {
  const { namePath } = useLanguage();
  if (ran) return <RunValues ran={ran} step={step} />;
  return spoken.values.map(({ label, template }) => (
    <span key={label} className="hl-node-value">
      <span className="hl-node-label">{label}</span>
      <SpokenTemplate parts={templateInWords(template, namePath)} />
    </span>
  ));
}

type ChipProps = Pick<Card, 'ran' | 'problemCount' | 'tried'>;

/** How the step is; most have nothing to say, and then there is nothing. */
function CardChip({ ran, problemCount, tried }: ChipProps) {
  if (!ran && problemCount === 0 && !tried) return null;
  return (
    <span className="hl-node-chip">
      {ran ? <RunChip step={ran} /> : <StepState problemCount={problemCount} tried={tried} />}
    </span>
  );
}

function StepMark({ step }: { step: Step }) {
  const { catalog } = useEditorTools();
  const { say } = useLanguage();
  if (step.type !== 'action') {
    return <ToolMark tool={step.type} size={step.type === 'delay' ? 20 : 32} />;
  }
  const known = catalog.app(step.app);
  const label = known ? say(known.label) : step.app;
  return <AppMark app={step.app} known={known} label={label} size={32} />;
}

/** From far away a step is a block in the colour of its app. */
function StepBlock({ step }: { step: Step }) {
  const { catalog } = useEditorTools();
  if (step.type !== 'action') return null;
  return (
    <span className="hl-node-block" style={{ background: colorOfApp(catalog.app(step.app)) }} />
  );
}

/** What somebody wrote on the step; a thin pill has room for its sign only. */
function NoteLine({ step }: { step: Step }) {
  const note = step.note?.trim() ?? '';
  if (note === '') return null;
  return (
    <span className="hl-node-note" title={note}>
      <IconNote size={14} aria-hidden />
      <span>{note}</span>
    </span>
  );
}
