import type { Wrote } from '@comity/sdk';
import { useText } from '../i18n/text.js';
import { Said } from './Said.js';
import { useLawWords } from './words.js';

/** One's own words that came to nothing, to read and to copy. */
export function WroteWords({ wrote }: { wrote: Wrote }) {
  const t = useText();
  const words = useLawWords();
  const said: [label: string, text: string][] = 'step' in wrote
    ? Object.entries(wrote.step.words ?? {}).map(([member, text]) => [words.member(member, wrote.step.action), text])
    : [[t('request.field-title'), wrote.dossier.title], ...wrote.dossier.measures.map(({ assistance, sought }): [string, string] => [assistance === null ? t('request.measures', { kind: wrote.dossier.kind ?? 'mla' }) : words.assistance(assistance), sought]), ...wrote.dossier.sections.map(({ part, text }): [string, string] => [words.part(part), text])];
  if (said.length === 0) return null;
  return (
    <details className="wrote">
      <summary>{t('request.wrote')}</summary>
      {said.map(([label, text], i) => <Said key={`${i} ${label}`} label={label} text={text} />)}
    </details>
  );
}
