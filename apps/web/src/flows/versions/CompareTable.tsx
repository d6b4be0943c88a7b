import { walkSteps, type FlowDocument } from '@hookline/contract';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { catalogQuery } from '../../api/catalog.js';
import { makeCatalog } from '../../editor/words/catalog.js';
import { titleIn, type SpokenChange } from '../../editor/words/change-in-words.js';
import { useSay } from '../../words/use-say.js';
import { ChangeMark } from './ChangeList.js';

type Side = { readonly name: string; readonly document: FlowDocument };
type Props = { left: Side; right: Side; changes: readonly SpokenChange[] };

/** Two versions side by side: every step of either in its row, what differs marked where it stands. */
export function CompareTable({ left, right, changes }: Props) {
  const { t } = useTranslation();
  const say = useSay();
  const { data } = useQuery(catalogQuery);
  const rows = useMemo(() => {
    const known = { t, say, catalog: makeCatalog(data?.apps ?? []) };
    return alignedIds(left.document, right.document).map((id) => ({
      id,
      left: titleIn(left.document, id, known),
      right: titleIn(right.document, id, known),
      changes: changes.filter((one) => one.stepId === id),
    }));
  }, [left, right, changes, data, t, say]);
  return (
    <table className="hl-sides" data-testid="side-by-side">
      <thead>
        <tr>
          <th scope="col">{left.name}</th>
          <th scope="col">{right.name}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <Cell title={row.left} changes={row.changes} side="before" />
            <Cell title={row.right} changes={row.changes} side="after" />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type CellProps = {
  title: string | null;
  changes: readonly SpokenChange[];
  side: 'before' | 'after';
};

function Cell({ title, changes, side }: CellProps) {
  const { t } = useTranslation();
  if (title === null) {
    return <td data-there={false}>{t('flows.change.notThere')}</td>;
  }
  // What is new is marked where it is, what is gone where it was.
  const shown = changes.filter(({ kind }) => (kind === 'removed') === (side === 'before'));
  const values = changes.flatMap((change) => change.values);
  return (
    <td className="hl-side">
      <span className="hl-side-head">
        <strong>{title}</strong>
        {shown.map((change) => (
          <ChangeMark key={change.kind} kind={change.kind} />
        ))}
      </span>
      {values.length > 0 && (
        <dl>
          {values.map((value) => (
            <div key={value.label}>
              <dt>{value.label}</dt>
              <dd>
                {side === 'before' ? <del>{value.before}</del> : <ins>{value.after}</ins>}
                {value[side] === '' && <em>{t('flows.change.nothing')}</em>}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </td>
  );
}

/** The steps of the later one in its order, and each that is gone after what stood before it. */
function alignedIds(before: FlowDocument, after: FlowDocument): readonly string[] {
  const ids = walkSteps(after).map(({ step }) => step.id);
  const there = new Set(ids);
  const old = walkSteps(before).map(({ step }) => step.id);
  old.forEach((id, index) => {
    if (there.has(id)) return;
    const previous = old.slice(0, index).findLast((one) => ids.includes(one));
    ids.splice(previous === undefined ? 0 : ids.indexOf(previous) + 1, 0, id);
  });
  return ids;
}
