import { destination, pino, type LoggerOptions } from 'pino';
import { describeError } from './describe-error.js';
import { writeLine } from './write-line.js';

export type LogMethod = {
  (fields: object, message: string): void;
  (message: string): void;
};

export type Logger = {
  debug: LogMethod;
  info: LogMethod;
  warn: LogMethod;
  error: LogMethod;
  child: (fields: Record<string, unknown>) => Logger;
};

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

const secretKeys = [
  'password',
  'pass',
  'secret',
  'token',
  'apiKey',
  'accessToken',
  'refreshToken',
  'clientSecret',
  'privateKey',
  'authorization',
  'cookie',
  '["set-cookie"]',
  '["x-api-key"]',
];

const pathsOf = (key: string) => {
  const tail = key.startsWith('[') ? key : `.${key}`;
  return [key, `*${tail}`, `*.*${tail}`, `*.*.*${tail}`];
};

/**
 * One JSON object per line. Three nets hold secrets back: fields are redacted by name, errors show
 * only their own text, and every registered secret is masked in whatever is left.
 */
export function createLogger({
  level,
  name,
  write,
}: {
  level: LogLevel;
  name: string;
  write?: (line: string) => void;
}): Logger {
  const options: LoggerOptions = {
    level,
    name,
    redact: { paths: secretKeys.flatMap(pathsOf), censor: '[secret]' },
    serializers: { err: describeError, error: describeError },
    formatters: { level: (label) => ({ level: label }) },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
  };
  const stdout = write === undefined ? destination({ dest: 1, sync: true }) : null;
  const sink = write ?? ((line: string) => stdout?.write(line));
  return pino(options, { write: (line: string) => writeLine(line, sink) });
}
