import { useText } from '../i18n/text.js';
import { useLawWords } from './words.js';

/** A provision as lawyers cite it, in one direction in every language; what else is said of it in that of the interface; and whether its entry was read in the text of the instrument. */
export function Article({ article, verified }: { article: string; verified: boolean }) {
  const t = useText();
  const words = useLawWords().article(article);
  return (
    <span className="article">
      {words === null ? <bdi dir="ltr">{article}</bdi> : words}
      {!verified && <> <span className="tag" title={t('law.unverified-what')}>{t('law.unverified')}<span className="visually-hidden"> ({t('law.unverified-what')})</span></span></>}
    </span>
  );
}
