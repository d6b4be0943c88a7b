import { sayReason, type VerifyScheme } from '@hookline/contract';
import { Refusal } from '../refusal.js';
import { findHeaders } from '../request/find-header.js';
import { isSameText } from './same-bytes.js';
import { textOf } from './text-of.js';
import type { Trial, Verdict } from './verdict.js';

/** User and password of HTTP's Basic scheme. */
export function checkBasic(
  scheme: Extract<VerifyScheme, { kind: 'basic' }>,
  trial: Trial,
): Verdict {
  const sent = findHeaders(trial.request.headers, 'authorization');
  if (sent.length > 1)
    return new Refusal(400, 'place_twice', {
      what: sayReason('place_header', { name: 'authorization' }),
    });
  if (sent[0] === undefined) return 'absent';
  const encoded = /^basic +([a-z0-9+/]+=*)$/i.exec(sent[0].trim())?.[1];
  if (encoded === undefined) return new Refusal(401, 'basic_absent');
  const { userField, passwordField } = scheme;
  const wanted = `${textOf(trial.values, userField)}:${textOf(trial.values, passwordField)}`;
  return isSameText(Buffer.from(encoded, 'base64').toString('utf8'), wanted)
    ? 'proved'
    : new Refusal(401, 'basic_wrong');
}
