import { Link } from 'wouter';
import { Icon } from '../design/Icon.js';
import { useText } from '../i18n/text.js';
import { useFiguresSetting } from './hooks.js';

/** The way to the figures, for whoever may see them. */
export function FiguresLink() {
  const t = useText();
  const { value } = useFiguresSetting();
  if (value?.mayRead !== true) return null;
  return <Link href="/figures" className="button button-plain"><Icon name="register" /><span>{t('figures.title')}</span></Link>;
}
