import { describe, expect, it } from 'vitest';
import { renderTemplate } from './render-template.js';

const top = { Values: { b: { two: 2, one: 'a "word"' }, list: ['x', 'y'], none: [], off: false } };
const render = (template: string): string => renderTemplate(template, top);

describe('a template of the chart', () => {
  it('loses the white space on the side of a dash', () => {
    expect(render('a\n  {{- if .Values.list }}\nb\n  {{- end }}\nc')).toBe('a\nb\nc');
    expect(render('a {{ "b" -}}\n c')).toBe('a bc');
  });

  it('takes a list or a map without anything in it, and false, for no', () => {
    for (const empty of ['none', 'off'])
      expect(
        render(`{{ if .Values.${empty} }}a{{ end }}{{ if not .Values.${empty} }}b{{ end }}`),
      ).toBe('b');
  });

  it('goes through a map by its names, and keeps the whole at hand', () => {
    expect(
      render(
        '{{ range $k, $v := .Values.b }}{{ $k }}={{ $v | quote }}{{ $.Values.off }} {{ end }}',
      ),
    ).toBe('one="a \\"word\\""false two="2"false ');
    expect(render('{{ range .Values.list }}{{ . }}{{ end }}')).toBe('xy');
  });

  it('gives what stands before a bar to what stands behind it', () => {
    expect(render('k:{{ toYaml .Values.b | nindent 2 }}')).toBe(`k:\n  two: 2\n  one: a "word"`);
    expect(render('{{ toJson .Values.list }}')).toBe('["x","y"]');
    expect(
      render('{{ fail (printf "%s, %q" "a" .Values.b.two) }}'.replace('fail', 'toString')),
    ).toBe('a, "2"');
  });

  it.each([
    ['{{ .Values.c }}', 'no value'],
    ['{{ include "x" . }}', 'no such function'],
    ['{{ if .Values.list }}', 'has no end'],
    ['{{ end }}', 'not known'],
    ['{{ with .Values }}{{ end }}', 'not known'],
    ['{{.Values.b}}', 'a loose brace'],
    ['{{ fail "never" }}', 'never'],
  ])('that does %s is refused', (template, problem) => {
    expect(() => render(template)).toThrow(problem);
  });
});
