import { CopyButton } from './CopyButton.js';
import './CopyLine.css';

/** One line of data that people take elsewhere: an address, an id, a key. */
export function CopyLine({ value, what }: { value: string; what: string }) {
  return (
    <span className="hl-copy-line">
      <span className="hl-mono hl-cut" title={value}>
        {value}
      </span>
      <CopyButton value={value} what={what} />
    </span>
  );
}
