import { describe, expect, it } from 'vitest';
import { noteDrivers } from './note-driver.js';

describe('the driver', () => {
  it('is no limit below 60 % of a core, and the table says how busy it was', () => {
    const drivers = [
      { what: 'accepts', share: 0.6 },
      { what: 'runs', share: 0.2 },
    ];

    expect(noteDrivers(drivers)).toBe(
      'the driver used at most 60 % of a core (accepts), so it was no limit',
    );
  });

  it('was the limit of all for which it took more, the busiest first', () => {
    const drivers = [
      { what: 'runs', share: 0.61 },
      { what: 'steps', share: 0.3 },
      { what: 'accepts', share: 0.8 },
    ];

    expect(noteDrivers(drivers)).toBe(
      'the driver was part of the limit (over 60 % of a core): accepts: 80 %; runs: 61 %',
    );
  });
});
