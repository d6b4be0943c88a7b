import { joinLines } from './join-lines.mjs';
import { readInstruction } from './read-instruction.mjs';

/** A Dockerfile that cannot be carried out as it stands, with the line that says so. */
export class BadDockerfile extends Error {
  constructor(line, problem) {
    super(`line ${line}: ${problem}`);
    this.name = 'BadDockerfile';
  }
}

/**
 * The stages of a Dockerfile in their order, each with the steps that it adds to the one it is built on. It knows what can be
 * carried out without an engine (build-images.mjs) and refuses everything else, so that no step is left out in silence.
 */
export function parseDockerfile(text) {
  const stages = [];
  const defaults = {};
  for (const { line, text: source } of joinLines(text)) {
    const fail = (problem) => {
      throw new BadDockerfile(line, problem);
    };
    const step = { line, source, ...readInstruction(source, fail) };
    if (step.kind === 'FROM') stages.push(openStage(step, { stages, defaults, fail }));
    else if (stages.length > 0) addStep(step, { stages, fail });
    else if (step.kind === 'ARG') defaults[step.name] = step.value;
    else fail(`${step.kind} before the first FROM`);
  }
  if (stages.length === 0) throw new BadDockerfile(1, 'no FROM');
  return stages;
}

function openStage({ from, name, line }, { stages, defaults, fail }) {
  if (name !== undefined && stages.some((stage) => stage.name === name))
    fail(`a second stage ${name}`);
  const base = expand(from, defaults, fail);
  const parent = stages.find((stage) => stage.name === base);
  return { name: name ?? String(stages.length), base, parent: parent?.name, line, steps: [] };
}

function addStep(step, { stages, fail }) {
  const isEarlier = ({ name }) => name === step.from;
  if (step.kind === 'COPY' && step.from !== undefined && !stages.slice(0, -1).some(isEarlier))
    fail(`no stage ${step.from} stands above`);
  stages.at(-1).steps.push(step);
}

/** `$NAME`, `${NAME}` and `${NAME:-otherwise}`, as Docker puts them in; a name that nobody has set is a mistake here. */
export function expand(text, values, fail) {
  return text.replace(/\$(?:(\w+)|\{(\w+)(?::-([^}]*))?\}|)/g, (all, plain, braced, otherwise) => {
    const name = plain ?? braced;
    if (name === undefined) fail(`not understood: ${all} in ${text}`);
    const value = values[name] ?? otherwise;
    if (value === undefined) fail(`${name} is not set in ${text}`);
    return value;
  });
}
