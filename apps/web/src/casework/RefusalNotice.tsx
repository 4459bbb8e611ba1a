import type { StepRefusal } from '@comity/sdk';
import { Notice } from '../design/Notice.js';
import { useText } from '../i18n/text.js';
import { Article } from './Article.js';
import { useLawWords } from './words.js';

/** Why the law does not let a step be taken: in words, with its provision. */
export function RefusalNotice({ refusal }: { refusal: StepRefusal }) {
  const t = useText();
  return (
    <Notice tone="danger" role="alert" title={t('request.law-refuses')}>
      <RefusalLine refusal={refusal} />
    </Notice>
  );
}

export function RefusalLine({ refusal }: { refusal: StepRefusal }) {
  const words = useLawWords();
  return <p className="refusal-line">{words.refusal(refusal)} <Article article={refusal.article} verified={refusal.verified} /></p>;
}
