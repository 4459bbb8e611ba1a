import { Link } from 'wouter';
import type { SpaceId } from '@comity/contracts';
import type { EntryId, LinkView } from '@comity/sdk';
import { Icon } from '../design/Icon.js';
import { useText } from '../i18n/text.js';
import { entryPath, graphPath } from './place.js';
import { kindIcons } from './words.js';

/** What the entry has to do with others, whichever of the two says so. */
export function Links({ register, id, links }: { /** Whose picture shows all of them. */ register: SpaceId; id: EntryId; links: readonly LinkView[] }) {
  const t = useText();
  if (links.length === 0) return null;
  return (
    <section className="card">
      <div className="section-head">
        <h2>{t('register.links')}</h2>
        <Link href={graphPath(register, { id, steps: 1 })} className="button button-plain"><Icon name="graph" /><span>{t('register.to-graph')}</span></Link>
      </div>
      <ul className="rows register-links">
        {links.map(({ to, space, label, direction, kind, title, struck }) => (
          <li key={`${direction} ${to}`} className={struck ? 'register-struck' : ''}>
            <Icon name={kind === null ? 'lock' : kindIcons[kind]} />
            <span className="row-words">
              {title === null || space === null ? <span>{t('register.link-unread')}</span> : <Link href={entryPath(space, to)} className="register-link"><bdi>{title}</bdi></Link>}
              <span className="muted"><bdi>{label}</bdi>{direction === 'from' && <> · {t('register.link-from')}</>}{kind !== null && <> · {t(`register.kind-${kind}`)}</>}</span>
            </span>
            {struck && <span className="tag tag-ended">{t('register.struck')}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
