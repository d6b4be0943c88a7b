import type { DateTime } from 'luxon';
import { readDate } from '../../value/read-date.js';
import { readZone } from '../../value/read-zone.js';
import { quote, type HelperCall } from '../helper-call.js';

/** The first value of a call as a moment, in the zone that the value at `zoneAt` names or the workspace's own. */
export function requireDate(call: HelperCall, zoneAt: number): DateTime {
  const wanted = call.textOr(zoneAt, call.settings.timeZone);
  const zone =
    readZone(wanted) ??
    call.fail('bad_zone', `${quote(wanted)} is not a time zone: write it as "Europe/Moscow".`);
  return readMoment(call, 0).setZone(zone);
}

/** Any value of a call as a moment; a date without a zone of its own is in the workspace's zone. */
export function readMoment(call: HelperCall, index: number): DateTime {
  const value = call.value(index);
  const moment = readDate(value ?? null, {
    format: call.namedText('from', ''),
    settings: call.settings,
  });
  return moment ?? call.fail('not_a_date', `${quote(value)} is not a date.`);
}
