import { CloseButton } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconCircleDashed, type Icon } from '@tabler/icons-react';
import type { JsonValue } from '@hookline/contract';
import { useTranslation } from 'react-i18next';
import { asText } from '../fields/field-props.js';
import { FieldInput } from '../fields/FieldInput.js';
import { useFieldScope } from '../fields/field-scope.js';
import type { RenderedInput } from '../preview/render-input.js';
import { valueAsRead } from '../preview/value-in-words.js';
import { TemplateField } from '../template/TemplateField.js';
import { useLanguage } from '../words/use-language.js';
import { pathsIn } from './connect.js';
import { renderedAt, type WireHealth } from './wire-health.js';
import type { WireTarget } from './wire-targets.js';

type Props = {
  target: WireTarget;
  rendered: RenderedInput;
  health: WireHealth;
  /** The first of its group: the group's name stands above it. */
  isFirst: boolean;
  isArmed: boolean;
  isOver: boolean;
  isOpen: boolean;
  onPress: () => void;
  onChange: (value: JsonValue | undefined) => void;
  onCut: (path: string) => void;
};

const looks: Record<WireHealth, { icon: Icon; tone: string }> = {
  filled: { icon: IconCheck, tone: 'good' },
  empty: { icon: IconCircleDashed, tone: 'care' },
  invalid: { icon: IconAlertTriangle, tone: 'bad' },
};

/** One field of the step: where a wire ends, the value that came through it last, and how it is. */
export function TargetRow(props: Props) {
  const { target, isFirst, isArmed, isOver, isOpen, onPress, onChange, onCut } = props;
  const { t } = useTranslation();
  const { namePath } = useLanguage();
  const paths = pathsIn(target.value);
  return (
    <div className="hl-target-box">
      {isFirst && <div className="hl-picker-group">{target.group}</div>}
      <div
        className="hl-target"
        data-target={target.pointer}
        data-over={isOver}
        data-wired={paths.length > 0}
      >
        <span className="hl-port" aria-hidden />
        <button
          type="button"
          className="hl-target-main"
          aria-expanded={isArmed ? undefined : isOpen}
          onClick={onPress}
        >
          <span className="hl-target-label" title={target.label}>
            {isArmed && <span className="hl-hidden">{t('editor.wires.connectTo')} </span>}
            {target.label}
            {target.isRequired && (
              <span className="hl-wire-star" aria-label={t('editor.wires.required')}>
                {' '}
                *
              </span>
            )}
          </span>
          <TargetValue {...props} />
        </button>
        {paths.map((path) => (
          <CloseButton
            key={path}
            size="sm"
            aria-label={t('editor.wires.cut', { from: namePath(path), to: target.label })}
            title={t('editor.wires.cut', { from: namePath(path), to: target.label })}
            onClick={() => onCut(path)}
          />
        ))}
      </div>
      {isOpen && <TargetEditor target={target} onChange={onChange} />}
    </div>
  );
}

function TargetValue({ target, rendered, health }: Props) {
  const { t } = useTranslation();
  const { faultAt } = useFieldScope();
  const value = renderedAt(rendered, target);
  if (target.value === undefined || target.value === '') {
    return target.isRequired ? (
      <span className="hl-target-value" data-tone="care">
        {t('editor.problem.fillThis')}
      </span>
    ) : null;
  }
  const { icon: Shape, tone } = looks[health];
  const words = health === 'invalid' ? faultAt(target.pointer) : valueAsRead(value, 60);
  return (
    <span className="hl-target-value" data-tone={tone} title={words}>
      <Shape size={13} stroke={2} aria-hidden />
      <span className="hl-hidden">{t(`editor.wires.health.${health}`)} </span>
      <span>{health === 'empty' ? t('editor.wires.health.empty') : words}</span>
    </span>
  );
}

/** A field that needs more than a wire is written as text with pills: the same value, another view. */
function TargetEditor({ target, onChange }: Pick<Props, 'target' | 'onChange'>) {
  const { stepId, faultAt, noteAt } = useFieldScope();
  const { field, pointer, value } = target;
  return (
    <div className="hl-target-editor">
      {field ? (
        <FieldInput field={field} value={value} onChange={onChange} pointer={pointer} />
      ) : (
        <TemplateField
          stepId={stepId}
          label={target.label}
          value={asText(value)}
          onChange={(text) => onChange(text)}
          fault={faultAt(pointer)}
          note={noteAt(pointer)}
        />
      )}
    </div>
  );
}
