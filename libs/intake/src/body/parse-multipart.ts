import { plainFileName, type JsonObject, type ReasonCode } from '@hookline/contract';
import createBusboy, { type Busboy, type FileInfo } from 'busboy';
import type { IntakeLimits } from '../intake-limits.js';
import { Refusal } from '../refusal.js';
import type { IntakeFile } from '../outcome.js';
import { cutFileName } from './cut-file-name.js';
import { cleanText } from './decode-text.js';
import { mendDispositions } from './mend-dispositions.js';
import { nameNameless } from './name-nameless.js';
import { nestFields, type Field } from './nest-fields.js';

export type ParsedMultipart = { fields: JsonObject; files: IntakeFile[]; wasRepaired: boolean };

const maxNameBytes = 1_000;

/**
 * Parses `multipart/form-data`. Files are kept in memory and never touch a disk; among the fields a
 * file stands as its name, type and size.
 */
export async function parseMultipart(
  bytes: Uint8Array,
  contentType: string,
  limits: IntakeLimits,
): Promise<ParsedMultipart | Refusal> {
  const parser = openParser(contentType, limits);
  if (parser instanceof Refusal) return parser;
  const fields: Field[] = [];
  const files: IntakeFile[] = [];
  const [, inQuotes, bare] = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType) ?? [];
  const mended = mendDispositions(bytes, inQuotes ?? bare ?? '', limits.maxParts);
  const refusal = await readParts(parser, mended, fields, files);
  if (refusal) return refusal;
  const named = nameNameless({ fields, files });
  const nested = nestFields(named.fields, limits);
  if (nested instanceof Refusal) return nested;
  const wasRepaired = fields.some(([, value]) => String(value).includes('\ufffd'));
  return { fields: nested, files: named.files, wasRepaired };
}

function openParser(contentType: string, limits: IntakeLimits): Busboy | Refusal {
  try {
    return createBusboy({
      headers: { 'content-type': contentType },
      defParamCharset: 'utf8',
      limits: {
        fieldNameSize: maxNameBytes,
        fieldSize: limits.maxFileBytes,
        fields: limits.maxFields,
        fileSize: limits.maxFileBytes,
        files: limits.maxFiles,
        parts: limits.maxParts,
        headerPairs: limits.maxPartHeaderPairs,
      },
    });
  } catch {
    return new Refusal(415, 'multipart_no_boundary');
  }
}

function readParts(
  parser: Busboy,
  bytes: Uint8Array,
  fields: Field[],
  files: IntakeFile[],
): Promise<Refusal | null> {
  return new Promise((resolve) => {
    const refuse = (status: 400 | 413, code: ReasonCode): void =>
      resolve(new Refusal(status, code));
    parser.on('partsLimit', () => refuse(400, 'multipart_too_many_parts'));
    parser.on('fieldsLimit', () => refuse(400, 'multipart_too_many_fields'));
    parser.on('filesLimit', () => refuse(400, 'multipart_too_many_files'));
    parser.on('error', () => refuse(400, 'multipart_broken'));
    parser.on('close', () => resolve(null));
    parser.on('field', (name, value, info) => {
      if (info.nameTruncated) refuse(400, 'multipart_name_too_long');
      if (info.valueTruncated) refuse(413, 'multipart_field_too_large');
      fields.push([cleanText(name ?? ''), cleanText(value)]);
    });
    parser.on('file', (name, stream, info) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('error', () => refuse(400, 'multipart_broken'));
      stream.on('limit', () => refuse(413, 'multipart_file_too_large'));
      stream.on('end', () => {
        const file = toFile(cleanText(name ?? ''), info, Buffer.concat(chunks));
        files.push(file);
        fields.push([file.field, describeFile(file)]);
      });
    });
    parser.end(bytes);
  });
}

function toFile(field: string, info: FileInfo, bytes: Uint8Array): IntakeFile {
  const fileName = cutFileName(plainFileName(cleanText(info.filename ?? '')));
  return { field, fileName, contentType: cleanText(info.mimeType).slice(0, 255), bytes };
}

function describeFile(file: IntakeFile): JsonObject {
  return { fileName: file.fileName, contentType: file.contentType, bytes: file.bytes.length };
}
