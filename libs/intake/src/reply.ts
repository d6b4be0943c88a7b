import type { ReceiverPreset } from '@hookline/contract';
import type { Reply } from './outcome.js';

/**
 * The answer to a sender whose event is stored, now or by an earlier try. A sender that insists on words
 * of its own gets the preset's; all others 202 with the event's id.
 */
export function acceptedReply(
  preset: ReceiverPreset,
  event: { id: string; isDuplicate: boolean },
): Reply {
  if (preset.reply) return presetReply(preset.reply, event.id);
  const body = {
    id: event.id,
    status: 'accepted',
    ...(event.isDuplicate ? { duplicate: true } : {}),
  };
  return {
    status: 202,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
  };
}

/** The answer to a handshake or test ping: always a success, because nothing was refused. */
export function testReply(preset: ReceiverPreset): Reply {
  return preset.reply
    ? presetReply(preset.reply, 'test')
    : { ...plainText, status: 200, body: 'ok' };
}

const plainText = {
  headers: { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' },
};

/** A preset's own words, with the id of the event where they name it. */
export function presetReply(reply: NonNullable<ReceiverPreset['reply']>, id: string): Reply {
  return {
    status: reply.status,
    headers: { 'content-type': reply.contentType, 'x-content-type-options': 'nosniff' },
    body: reply.body.replaceAll('{id}', id),
  };
}
