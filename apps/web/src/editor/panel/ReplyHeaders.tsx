import { Select } from '@mantine/core';
import { replyHeaderNames, type ReplyTemplate } from '@hookline/contract';
import { useFieldScope } from '../fields/field-scope.js';
import { TemplateField } from '../template/TemplateField.js';
import { useLanguage } from '../words/use-language.js';

type Headers = Extract<ReplyTemplate, { kind: 'text' }>['headers'];
type Name = (typeof replyHeaderNames)[number];
type Props = { stepId: string; headers: Headers; onChange: (headers: Headers) => void };

/** The headers of an answer. There are few, because a proxy in front of Hookline obeys some of the others. */
export function ReplyHeaders({ stepId, headers = {}, onChange }: Props) {
  const { t } = useLanguage();
  const { faultAt, noteAt } = useFieldScope();
  const present = replyHeaderNames.filter((name) => headers[name] !== undefined);
  const free = replyHeaderNames.filter((name) => !present.includes(name));
  const write = (name: Name, value: string): void => onChange({ ...headers, [name]: value });
  const leave = (gone: Name): void => {
    const { [gone]: _gone, ...rest } = headers;
    onChange(Object.keys(rest).length === 0 ? undefined : rest);
  };
  return (
    <>
      {present.map((name) => (
        <TemplateField
          key={name}
          stepId={stepId}
          label={name}
          value={headers[name] ?? ''}
          onChange={(value) => (value === '' ? leave(name) : write(name, value))}
          fault={faultAt(`/reply/headers/${name}`)}
          note={noteAt(`/reply/headers/${name}`)}
        />
      ))}
      <Select
        label={t('editor.respond.addHeader')}
        data={[...free]}
        value={null}
        onChange={(chosen) => {
          const name = free.find((one) => one === chosen);
          if (name) write(name, usual[name]);
        }}
      />
    </>
  );
}

/** Something to begin with: an empty header would be none. */
const usual: Readonly<Record<Name, string>> = {
  'content-type': 'application/xml; charset=utf-8',
  'content-language': 'en',
  'content-disposition': 'inline',
  'cache-control': 'no-store',
  'retry-after': '60',
  'x-robots-tag': 'noindex',
};
