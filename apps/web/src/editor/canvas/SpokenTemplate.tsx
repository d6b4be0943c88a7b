import { Fragment } from 'react';
import type { SpokenPart } from '../words/template-in-words.js';

/** A template in words: what will be filled in stands out from what is written. */
export function SpokenTemplate({ parts }: { parts: readonly SpokenPart[] }) {
  return (
    <>
      {parts.map((part, index) =>
        part.kind === 'pill' ? (
          <span key={index} className="hl-pill">
            {part.text}
          </span>
        ) : (
          <Fragment key={index}>{part.text}</Fragment>
        ),
      )}
    </>
  );
}
