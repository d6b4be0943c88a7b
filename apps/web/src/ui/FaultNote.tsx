import { List, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { fieldFaults } from '../api/api-fault.js';
import { useTranslation } from 'react-i18next';
import { sayProblem } from '../words/say-problem.js';
import { useFaultWords } from './use-fault-words.js';
import { Note } from './Note.js';

/** A failed change, told beside the form that asked for it. */
export function FaultNote({ fault }: { fault: unknown }) {
  const { t } = useTranslation();
  const { title, more } = useFaultWords(fault);
  if (fault === null || fault === undefined) return null;
  const details = fieldFaults(fault);
  return (
    <Note role="alert" tone="bad" icon={<IconAlertCircle />} title={title}>
      {more !== null && <Text className="hl-wrap">{more}</Text>}
      {details.length > 0 && (
        <List size="sm">
          {details.map((detail) => (
            <List.Item key={detail.pointer + detail.message}>
              {detail.pointer !== '' && <span className="hl-mono">{detail.pointer} </span>}
              {sayProblem(detail, t)}
            </List.Item>
          ))}
        </List>
      )}
    </Note>
  );
}
