import './linking.css';
import { useState } from 'react';
import { useText } from '../i18n/text.js';
import { drawsSigns } from './signs.js';
import { wordList } from './word-list.js';

/** Seven words in order, each with its picture where this device has pictures, and with its number as every device writes it, whatever its language. */
export function LinkWords({ words }: { words: readonly number[] }) {
  const t = useText();
  const [signs] = useState(drawsSigns);
  return (
    <ol className="link-words" aria-label={t('link.words')}>
      {words.map((word, i) => {
        const [name, sign] = wordList[word - 1] ?? wordList[0];
        return (
          <li key={i}>
            {signs && <span className="link-sign" aria-hidden="true">{sign}</span>}
            <span>{t(`link-word.${name}`)}</span>
            <bdi className="link-number">{word}</bdi>
          </li>
        );
      })}
    </ol>
  );
}
