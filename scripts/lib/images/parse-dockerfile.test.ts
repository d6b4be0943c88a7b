import { describe, expect, it } from 'vitest';
import { BadDockerfile, expand, parseDockerfile } from './parse-dockerfile.mjs';

const parse = (...lines: string[]) => parseDockerfile(lines.join('\n'));
/** The steps of one stage, without where they stand. */
const steps = (...lines: string[]) =>
  parse('FROM debian', ...lines)[0].steps.map(
    ({ line, source, ...step }: Record<string, unknown>) => {
      expect([typeof line, typeof source]).toEqual(['number', 'string']);
      return step;
    },
  );

describe('a Dockerfile', () => {
  it('is stages, each on an image from outside or on one above it', () => {
    const stages = parse(
      'ARG RELEASE=bookworm',
      'FROM node:24-${RELEASE}-slim AS base',
      'from base as tools',
      'FROM tools',
    );
    expect(stages).toMatchObject([
      { name: 'base', base: 'node:24-bookworm-slim', parent: undefined, line: 2 },
      { name: 'tools', base: 'base', parent: 'base', line: 3 },
      { name: '2', base: 'tools', parent: 'tools', line: 4 },
    ]);
  });

  it('may break its lines, with comments and blank lines between', () => {
    const [stage] = parse(
      'FROM debian',
      '# why',
      'RUN one \\',
      '  # not this',
      '',
      '  && two',
      'CMD three',
    );
    expect(stage.steps).toMatchObject([
      { line: 3, command: ['/bin/sh', '-c', 'one   && two'] },
      { line: 7, command: ['/bin/sh', '-c', 'three'] },
    ]);
  });

  it('starts a list as it is, and a text by a shell', () => {
    expect(
      steps(
        'RUN ["ls", "-l"]',
        'ENTRYPOINT ["/start"]',
        'CMD run this',
        'USER node',
        'WORKDIR /app',
      ),
    ).toEqual([
      { kind: 'RUN', command: ['ls', '-l'] },
      { kind: 'ENTRYPOINT', command: ['/start'] },
      { kind: 'CMD', command: ['/bin/sh', '-c', 'run this'] },
      { kind: 'USER', user: 'node' },
      { kind: 'WORKDIR', path: '/app' },
    ]);
  });

  it('says how an image is started', () => {
    expect(
      steps(
        'ENV A=1 B="two words"',
        'ARG C',
        'ARG D=4',
        'VOLUME /data',
        'EXPOSE 80 443/tcp',
        'STOPSIGNAL SIGINT',
        'HEALTHCHECK --interval=10s --retries=3 CMD ["true"]',
        'HEALTHCHECK NONE',
      ),
    ).toEqual([
      { kind: 'ENV', values: { A: '1', B: 'two words' } },
      { kind: 'ARG', name: 'C', value: undefined },
      { kind: 'ARG', name: 'D', value: '4' },
      { kind: 'VOLUME', paths: ['/data'] },
      { kind: 'EXPOSE', ports: [80, 443] },
      { kind: 'STOPSIGNAL', signal: 'SIGINT' },
      { kind: 'HEALTHCHECK', options: { interval: '10s', retries: '3' }, command: ['true'] },
      { kind: 'HEALTHCHECK', command: undefined },
    ]);
  });

  it('copies from the clone, or from a stage above', () => {
    const [, stage] = parse('FROM a AS one', 'FROM b', 'COPY x y /to/', 'COPY --from=one /out ./');
    expect(stage.steps).toMatchObject([
      { sources: ['x', 'y'], to: '/to/' },
      { from: 'one', sources: ['/out'], to: './' },
    ]);
  });

  it('puts in what is set, or what stands for it', () => {
    const fail = (problem: string) => {
      throw new Error(problem);
    };
    expect(expand('$A-${B}-${C:-c}', { A: 'a', B: 'b' }, fail)).toBe('a-b-c');
    expect(() => expand('$A', {}, fail)).toThrow('A is not set in $A');
    expect(() => expand('${A:+b}', {}, fail)).toThrow('not understood');
  });
});

describe('a Dockerfile that cannot be carried out is refused, with its line:', () => {
  it.each([
    ['nothing in it', [], 'line 1: no FROM'],
    ['a step before any image', ['RUN true'], 'line 1: RUN before the first FROM'],
    ['a word that does not exist', ['FROM a', 'RUM true'], 'line 2: RUM is not known here'],
    ['one that is not carried out', ['FROM a', 'ADD x /x'], 'line 2: ADD is not known here'],
    ['no argument', ['FROM a', 'RUN'], 'line 2: RUN without anything behind it'],
    ['a stage twice', ['FROM a AS x', 'FROM b AS x'], 'line 2: a second stage x'],
    ['a platform', ['FROM --platform=linux/arm64 a'], 'line 1: not understood'],
    ['a base that nobody set', ['FROM node:$V'], 'line 1: V is not set'],
    ['a stage below', ['FROM a', 'COPY --from=x /a /b', 'FROM b AS x'], 'line 2: no stage x'],
    ['a stage of its own', ['FROM a AS x', 'COPY --from=x /a /b'], 'line 2: no stage x'],
    ['a copy to nowhere', ['FROM a', 'COPY x'], 'line 2: COPY needs what is copied'],
    ['several into a file', ['FROM a', 'COPY x y /z'], 'line 2: COPY of several'],
    ['a pattern', ['FROM a', 'COPY *.json /z/'], 'line 2: COPY of patterns'],
    ['an owner', ['FROM a', 'COPY --chown=node x /z'], 'line 2: --chown is not known'],
    ['a mount', ['FROM a', 'RUN --mount=type=cache,target=/x y'], 'line 2: RUN --mount'],
    ['a text in the file', ['FROM a', 'RUN <<EOF', 'true', 'EOF'], 'line 2: a text in the file'],
    ['a broken list', ['FROM a', 'CMD ["node"'], 'line 2: no list of texts'],
    ['a list of numbers', ['FROM a', 'CMD [1]'], 'line 2: no list of texts'],
    ['a variable without a value', ['FROM a', 'ENV A'], 'line 2: not name=value: A'],
    ['no check', ['FROM a', 'HEALTHCHECK --retries=3'], 'line 2: nothing behind'],
    ['a check of no kind', ['FROM a', 'HEALTHCHECK true'], 'line 2: HEALTHCHECK needs CMD'],
    ['a time of no unit', ['FROM a', 'HEALTHCHECK --timeout=3 CMD x'], 'line 2: not understood'],
    ['no port', ['FROM a', 'EXPOSE http'], 'line 2: not a port'],
    ['no signal', ['FROM a', 'STOPSIGNAL stop'], 'line 2: not a signal'],
    ['an end in the middle', ['FROM a', 'RUN a \\', ''], 'line 2: the file ends in the middle'],
  ])('%s', (_what, lines, problem) => {
    const read = () => parse(...lines);
    expect(read).toThrow(BadDockerfile);
    expect(read).toThrow(problem);
  });
});
