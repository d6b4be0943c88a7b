import { VisuallyHidden } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import './Fields.css';

type Props = {
  label: string;
  labelId: string;
  noteId: string;
  help?: string | undefined;
  fault?: string | undefined;
  note?: string | undefined;
  isRequired?: boolean;
  isLabelHidden?: boolean;
  aside?: ReactNode;
  children: ReactNode;
};

/** The label, help and faults around a field. */
export function FieldFrame(props: Props) {
  const { label, labelId, noteId, help, fault, note, isRequired, isLabelHidden, aside } = props;
  const name = <span id={labelId}>{label}</span>;
  return (
    <div className="hl-wire">
      {isLabelHidden ? (
        <VisuallyHidden>{name}</VisuallyHidden>
      ) : (
        <div className="hl-wire-label">
          <span>
            {name}
            {isRequired && (
              <span className="hl-wire-star" aria-hidden>
                {' '}
                *
              </span>
            )}
          </span>
          {aside}
        </div>
      )}
      {props.children}
      <div id={noteId}>
        {fault !== undefined && (
          <span className="hl-wire-fault">
            <IconAlertTriangle size={14} aria-hidden />
            {fault}
          </span>
        )}
        {fault === undefined && note !== undefined && <span className="hl-wire-note">{note}</span>}
        {help !== undefined && help !== '' && <span className="hl-wire-help">{help}</span>}
      </div>
    </div>
  );
}
