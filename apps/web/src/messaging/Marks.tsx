import type { Marking } from '@comity/sdk';
import { useText, type Text } from '../i18n/text.js';
import { isPlain, tlpName } from './marking.js';

/** The codes of a message, short for the eye, in words for the ear and the tooltip; within a line, too. */
export function Marks({ marking }: { marking: Marking }) {
  const t = useText();
  if (isPlain(marking)) return null;
  const { handling, evaluation, tlp, restriction } = marking;
  return (
    <span className="marks">
      {handling !== 'none' && <Mark className={`handling handling-${handling}`} short={handling} words={t(`handling.${handling}`)} />}
      {evaluation && <Mark className="handling handling-evaluation" short={`${evaluation.source}${evaluation.information}`} words={evaluationWords(t, evaluation)} />}
      {tlp && <Mark className={`tlp tlp-${tlp}`} short={tlpName(tlp)} words={t(`talk-tlp.${tlp}`)} />}
      {handling === 'H3' && restriction !== null && <span className="restriction" dir="auto">{restriction}</span>}
    </span>
  );
}

export const evaluationWords = (t: Text, { source, information }: NonNullable<Marking['evaluation']>): string =>
  `${t(`talk-source.${source}`)} · ${t(`talk-information.${String(information) as '1' | '2' | '3' | '4'}`)}`;

function Mark({ className, short, words }: { className: string; short: string; words: string }) {
  return <span className={className} role="img" aria-label={words} title={words}>{short}</span>;
}
