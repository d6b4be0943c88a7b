import { flowProblem, type FlowProblem } from '@hookline/contract';
import { fieldFaults, type ApiFault } from '../../api/api-fault.js';

/** What a refusal says against the document, by JSON pointer; the whole of it where it names no place. */
export function locateFaults(fault: ApiFault): readonly FlowProblem[] {
  const found = fieldFaults(fault).map(({ pointer, code, ...said }) => ({
    ...said,
    // The request body holds the document below `document`; the editor speaks of the document itself.
    pointer: pointer.replace(/^\/document(?=\/|$)/, ''),
    code: code === '' ? fault.code : code,
  }));
  const read = found.filter((one) => flowProblem.safeParse(one).success);
  return read.length > 0 ? read : [{ pointer: '', code: fault.code, message: fault.message }];
}
