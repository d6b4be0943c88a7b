import type { ReceiverPreset } from '@hookline/contract';
import { wireOf, type Sent } from '@hookline/testkit';

/** The documented request with a second element, whose ids are others. */
export function aBatch(preset: ReceiverPreset): Sent {
  const sent = wireOf(preset);
  const type = sent.headers['content-type'] ?? '';
  if (type.includes('xml')) {
    const second = /<Notification>.*<\/Notification>/s.exec(sent.body)?.[0] ?? '';
    return {
      ...sent,
      body: sent.body.replace(
        second,
        second + second.replace('04l000000000001', '04l000000000002'),
      ),
    };
  }
  if (type.includes('urlencoded')) {
    const second = sent.body
      .split('&')
      .filter((pair) => pair.includes('%5B0%5D'))
      .map((pair) => pair.replace('%5B0%5D', '%5B1%5D').replace('=1000001', '=1000002'));
    return { ...sent, body: [sent.body, ...second].join('&') };
  }
  return { ...sent, body: doubled(sent.body) };
}

/** The innermost list of the documented JSON, its element twice. */
function doubled(body: string): string {
  const lists = [...body.matchAll(/\[(\{.*\})\]/g)];
  const outer = lists[0]?.[1] ?? '';
  const inner = /"(?:changes|events)":\[(\{.*?\}+)\]/.exec(body)?.[1] ?? outer;
  const other = inner
    .replace(/"(name|leadgen_id|action)":"/, '"$1":"2')
    .replace(/"eventId":/, '"eventId":7');
  return body.replace(inner, `${inner},${other}`);
}
