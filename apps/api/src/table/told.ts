import { toPointer } from '@hookline/contract';
import { TableProblem } from '@hookline/store';
import { ApiError } from '../http/index.js';

/** Turns what a table refuses into an answer that points at each column. */
export async function told<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof TableProblem)) throw error;
    const details = error.faults.map(({ column, message }) => ({
      pointer: toPointer(['values', column]),
      message,
    }));
    const message = `${error.message.charAt(0).toUpperCase()}${error.message.slice(1)}.`;
    throw new ApiError(error.code, message, {
      cause: error,
      ...(details.length > 0 ? { details } : {}),
    });
  }
}
