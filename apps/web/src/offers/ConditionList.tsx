import './offers.css';

/** Conditions under which information was offered, in the words and the order of whoever offered it. */
export function ConditionList({ conditions }: { conditions: readonly string[] }) {
  return <ol className="offer-conditions">{conditions.map((condition, i) => <li key={i}><bdi>{condition}</bdi></li>)}</ol>;
}
