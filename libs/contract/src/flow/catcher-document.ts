import { catcherAnswer } from './answer.js';
import { flowDocument } from './document.js';

/** What the address of a catcher says of itself: as a flow's document, but for the answer and without steps. */
export const catcherDocument = flowDocument.extend({ answer: catcherAnswer.optional() });
