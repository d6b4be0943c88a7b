import { NumberInput } from '@mantine/core';
import type { ReplyTemplate } from '@hookline/contract';
import { JsonField } from '../fields/JsonField.js';
import { useFieldScope } from '../fields/field-scope.js';
import { TemplateField } from '../template/TemplateField.js';
import { ReplyHeaders } from './ReplyHeaders.js';
import { useLanguage } from '../words/use-language.js';

type Props<Reply extends ReplyTemplate = ReplyTemplate> = {
  stepId: string;
  reply: Reply;
  onChange: (reply: ReplyTemplate) => void;
};
type Of<Kind extends ReplyTemplate['kind']> = Extract<ReplyTemplate, { kind: Kind }>;

/** The fields of an answer, by its kind. */
export function ReplyFields({ reply, ...rest }: Props) {
  switch (reply.kind) {
    case 'json':
      return <JsonReply reply={reply} {...rest} />;
    case 'text':
      return <TextReply reply={reply} {...rest} />;
    case 'redirect':
      return <RedirectReply reply={reply} {...rest} />;
    case 'page':
      return <PageReply reply={reply} {...rest} />;
  }
}

function JsonReply({ stepId, reply, onChange }: Props<Of<'json'>>) {
  const { t } = useLanguage();
  const label = { en: t('editor.respond.body'), ru: t('editor.respond.body') };
  return (
    <>
      <JsonField
        field={{ key: 'body', kind: 'json', label, required: false, mappable: true }}
        pointer="/reply/body"
        value={reply.body}
        onChange={(body) => onChange({ ...reply, body: body ?? null })}
      />
      <Envelope stepId={stepId} reply={reply} onChange={onChange} />
    </>
  );
}

function TextReply({ stepId, reply, onChange }: Props<Of<'text'>>) {
  const { t } = useLanguage();
  const { faultAt, noteAt } = useFieldScope();
  return (
    <>
      <TemplateField
        stepId={stepId}
        label={t('editor.respond.body')}
        value={reply.body}
        onChange={(body) => onChange({ ...reply, body })}
        isMultiline
        fault={faultAt('/reply/body')}
        note={noteAt('/reply/body')}
      />
      <Envelope stepId={stepId} reply={reply} onChange={onChange} />
    </>
  );
}

function RedirectReply({ stepId, reply, onChange }: Props<Of<'redirect'>>) {
  const { t } = useLanguage();
  const { faultAt, noteAt } = useFieldScope();
  return (
    <TemplateField
      stepId={stepId}
      label={t('editor.respond.to')}
      help={t('editor.respond.toHelp')}
      value={reply.to}
      onChange={(to) => onChange({ ...reply, to })}
      isRequired
      fault={faultAt('/reply/to')}
      note={noteAt('/reply/to')}
    />
  );
}

function PageReply({ stepId, reply, onChange }: Props<Of<'page'>>) {
  const { t } = useLanguage();
  const { faultAt, noteAt } = useFieldScope();
  return (
    <>
      <TemplateField
        stepId={stepId}
        label={t('editor.respond.pageTitle')}
        value={reply.title}
        onChange={(title) => onChange({ ...reply, title })}
        fault={faultAt('/reply/title')}
        note={noteAt('/reply/title')}
      />
      <TemplateField
        stepId={stepId}
        label={t('editor.respond.pageText')}
        value={reply.text}
        onChange={(text) => onChange({ ...reply, text })}
        isMultiline
        fault={faultAt('/reply/text')}
        note={noteAt('/reply/text')}
      />
    </>
  );
}

type EnvelopeProps = {
  stepId: string;
  reply: Of<'json'> | Of<'text'>;
  onChange: (reply: ReplyTemplate) => void;
};

function Envelope({ stepId, reply, onChange }: EnvelopeProps) {
  const { t } = useLanguage();
  const { headers: _headers, ...headless } = reply;
  const write = (headers: Of<'text'>['headers']): void =>
    onChange(headers === undefined ? headless : { ...reply, headers });
  const { status: _status, ...bare } = reply;
  return (
    <>
      <NumberInput
        label={t('editor.respond.status')}
        description={t('editor.respond.statusHelp')}
        min={200}
        max={599}
        allowDecimal={false}
        value={reply.status ?? ''}
        onChange={(status) =>
          onChange(typeof status === 'number' ? { ...reply, status } : { ...bare })
        }
      />
      <ReplyHeaders stepId={stepId} headers={reply.headers} onChange={write} />
    </>
  );
}
