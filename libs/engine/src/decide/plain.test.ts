import { Rejected } from '@hookline/connector-kit';
import { describe, expect, it } from 'vitest';
import { toRunError } from './decide.js';

describe('what lies behind an error', () => {
  it('is kept with the error, as the database can store it', () => {
    const why = {
      code: 'status_refused',
      values: { status: 422, about: 'a\0b'.repeat(1_000) },
      quote: 'no\0\ud800'.repeat(1_000),
    } as const;
    const kept = toRunError(new Rejected('no', { why }), 's1');

    expect(kept).toMatchObject({ code: 'rejected', stepId: 's1', why: { code: 'status_refused' } });
    const text = JSON.stringify(kept);
    expect(text).not.toContain('u0000');
    expect(text.isWellFormed() && !text.includes('ud800')).toBe(true);
    expect(text.length).toBeLessThan(3_000);
    expect(kept.why?.values?.['status']).toBe(422);
  });

  it('is absent where nothing is known but the message', () => {
    expect(toRunError(new Rejected('no'), 's1')).not.toHaveProperty('why');
  });
});
