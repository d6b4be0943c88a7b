import type { Plugin } from 'vite';

const modules = /\/zod\/v4\/core\/(json-schema-processors|to-json-schema)\.js$/;
const exported = /^export (?:const|function) (\w+)/gm;

/**
 * Leaves out the part of zod that writes JSON schemas. Its types carry methods that reach it, so it is never
 * shaken off; the pages call none of them.
 */
export function withoutJsonSchema(): Plugin {
  return {
    name: 'without-json-schema',
    apply: 'build',
    transform(code, id) {
      if (!modules.test(id)) return null;
      const names = [...code.matchAll(exported)].map(([, name]) => name);
      if (names.length === 0) this.error('zod keeps its JSON schemas elsewhere now');
      const stubs = names.map((name) => `export const ${name} = () => () => undefined;`);
      return { code: stubs.join('\n'), map: null };
    },
  };
}
