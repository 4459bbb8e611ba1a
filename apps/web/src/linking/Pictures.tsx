import './linking.css';
import { useText } from '../i18n/text.js';
import { pictureList } from './picture-list.js';

/** Seven pictures in order, each with its name, and with its number as it is written on every device, whatever its language. */
export function Pictures({ pictures }: { pictures: readonly number[] }) {
  const t = useText();
  return (
    <ol className="pictures" aria-label={t('link.pictures')}>
      {pictures.map((picture, i) => {
        const [name, sign] = pictureList[picture - 1] ?? pictureList[0];
        return (
          <li key={i}>
            <span className="picture-sign" aria-hidden="true">{sign}</span>
            <span>{t(`link-picture.${name}`)}</span>
            <bdi className="picture-number">{picture}</bdi>
          </li>
        );
      })}
    </ol>
  );
}
