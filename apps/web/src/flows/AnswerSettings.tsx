import { NumberInput, Radio, Stack, Text, TextInput, Textarea } from '@mantine/core';
import {
  highestFlowStatus,
  isPageAddress,
  longestTestDelayMs,
  type FlowAnswer,
} from '@hookline/contract';
import { useTranslation } from 'react-i18next';
import { Note } from '../ui/Note.js';
import { ReplySettings } from './ReplySettings.js';

type Choice = 'usual' | FlowAnswer['kind'];
const choices: readonly Choice[] = ['usual', 'reply', 'redirect', 'page'];

type Props = {
  answer: FlowAnswer | undefined;
  onChange: (answer: FlowAnswer | undefined) => void;
  /** The source insists on words of its own. */
  isFixed: boolean;
  mostStatus?: number;
};

/** What a sender reads once its event is stored. */
export function AnswerSettings(props: Props) {
  const { answer, onChange, isFixed, mostStatus = highestFlowStatus } = props;
  const { t } = useTranslation();
  return (
    <Stack gap="sm">
      <Radio.Group
        label={t('flowSettings.answer.title')}
        description={t('flowSettings.answer.help')}
        value={answer?.kind ?? 'usual'}
        onChange={(value) => {
          const choice = choices.find((each) => each === value) ?? 'usual';
          onChange(fresh(choice, answer?.testDelayMs ?? 0));
        }}
      >
        <Stack gap="xs" mt="xs">
          {choices.map((choice) => (
            <Radio key={choice} value={choice} label={t(`flowSettings.answer.${choice}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {isFixed && answer !== undefined && <Note tone="care">{t('flowSettings.answer.fixed')}</Note>}
      {answer?.kind === 'reply' && (
        <ReplySettings answer={answer} onChange={onChange} mostStatus={mostStatus} />
      )}
      {answer?.kind === 'redirect' && (
        <TextInput
          label={t('flowSettings.answer.url')}
          placeholder="https://"
          type="url"
          required
          maxLength={2_000}
          value={answer.url}
          error={
            answer.url !== '' && !isPageAddress(answer.url)
              ? t('flowSettings.answer.urlBroken')
              : undefined
          }
          onChange={(event) => onChange({ ...answer, url: event.currentTarget.value.trim() })}
        />
      )}
      {answer?.kind === 'page' && <PageFields answer={answer} onChange={onChange} />}
      {answer !== undefined && (
        <NumberInput
          label={t('flowSettings.answer.delay')}
          description={t('flowSettings.answer.delayHelp')}
          min={0}
          max={longestTestDelayMs / 1_000}
          step={0.5}
          decimalScale={1}
          clampBehavior="strict"
          maw={220}
          value={answer.testDelayMs / 1_000}
          onChange={(secs) =>
            onChange({ ...answer, testDelayMs: Math.round((Number(secs) || 0) * 1_000) })
          }
        />
      )}
    </Stack>
  );
}

type PageProps = {
  answer: Extract<FlowAnswer, { kind: 'page' }>;
  onChange: (answer: FlowAnswer) => void;
};

function PageFields({ answer, onChange }: PageProps) {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        label={t('flowSettings.answer.pageTitle')}
        required
        maxLength={200}
        value={answer.title}
        onChange={(event) => onChange({ ...answer, title: event.currentTarget.value })}
      />
      <Textarea
        label={t('flowSettings.answer.pageText')}
        autosize
        minRows={2}
        maxRows={10}
        maxLength={2_000}
        value={answer.text}
        onChange={(event) => onChange({ ...answer, text: event.currentTarget.value })}
      />
      <Text size="xs" c="dimmed">
        {t('flowSettings.answer.pageHelp')}
      </Text>
    </>
  );
}

function fresh(choice: Choice, testDelayMs: number): FlowAnswer | undefined {
  if (choice === 'reply') {
    const contentType = 'application/json';
    return { kind: 'reply', status: 200, contentType, headers: [], body: '', testDelayMs };
  }
  if (choice === 'redirect') return { kind: 'redirect', url: '', testDelayMs };
  if (choice === 'page') return { kind: 'page', title: '', text: '', testDelayMs };
  return undefined;
}
