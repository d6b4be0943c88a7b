import { describe, expect, it } from 'vitest';
import { backPath } from './back-path.js';

describe('backPath', () => {
  it('keeps a path of this site with its filters', () => {
    expect(backPath('/runs?status=failed')).toBe('/runs?status=failed');
  });

  it.each([
    'https://evil.example/',
    '//evil.example/a',
    '/\\evil.example',
    'javascript:alert(1)',
    '/sign-in?back=/sign-in',
    42,
    undefined,
  ])('sends %s home', (given) => {
    expect(backPath(given)).toBe('/');
  });
});
