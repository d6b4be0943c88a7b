import { expect, it } from 'vitest';
import { constantReply } from './constant-reply.js';
import type { ReplyTemplate } from './respond.js';

const say = (id: string, reply: ReplyTemplate) => ({ id, type: 'respond' as const, reply });

it('is the first answer in which nothing is mapped, also one within a branch', () => {
  const mapped = say('a', { kind: 'text', body: 'Hello {{trigger.name}}' });
  const fixed = say('b', {
    kind: 'json',
    status: 201,
    headers: { 'retry-after': '7' },
    body: { ok: true },
  });
  const branch = {
    id: 'c',
    type: 'branch' as const,
    mode: 'first' as const,
    branches: [{ id: 'd', label: '', when: { all: [] }, steps: [fixed] }],
    otherwise: [],
  };
  expect(constantReply({ steps: [mapped, branch] })).toEqual({
    status: 201,
    headers: { 'content-type': 'application/json; charset=utf-8', 'retry-after': '7' },
    body: '{"ok":true}',
  });
});

it('is none where an answer is made of what came, is no answer, or is not there', () => {
  const answers: ReplyTemplate[] = [
    { kind: 'text', body: '{{trigger.name}}' },
    { kind: 'text', body: 'ok', headers: { 'x-robots-tag': '{{trigger.name}}' } },
    { kind: 'redirect', to: 'nowhere' },
  ];
  expect(constantReply({ steps: answers.map((reply, at) => say(`s${at}`, reply)) })).toBeNull();
  expect(constantReply({ steps: [] })).toBeNull();
});
