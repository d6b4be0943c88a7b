import { variables } from './variables.js';

/** The text of `.env.example`: every setting with its purpose and default, all commented out. */
export function envExample(): string {
  const blocks = Object.entries(variables.shape).map(([name, schema]) => {
    const { description = '', fallback = '' } = schema.meta() ?? {};
    return `# ${description}\n# ${name}=${String(fallback)}\n`;
  });
  return blocks.join('\n');
}
