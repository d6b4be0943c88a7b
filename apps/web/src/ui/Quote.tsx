import './Quote.css';

/** What somebody else said, in words and a language that are not ours. */
export function Quote({ said }: { said: string | null }) {
  if (said === null || said === '') return null;
  return (
    <blockquote className="hl-quote hl-wrap" dir="auto">
      {said}
    </blockquote>
  );
}
