import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';

/** Unread messages and, apart from them, mentions of oneself. */
export function Counts({ unread, mentions }: { unread: number; mentions: number }) {
  const t = useText();
  const format = useFormat();
  return (
    <>
      {mentions > 0 && <span className="badge badge-mention"><span aria-hidden="true">@{mentions > 1 ? format.number(mentions) : ''}</span><span className="visually-hidden">{t('talk-count.mentions', { count: mentions })}</span></span>}
      {unread > 0 && <span className="badge badge-unread"><span aria-hidden="true">{format.number(unread)}</span><span className="visually-hidden">{t('space.unread', { count: unread })}</span></span>}
    </>
  );
}
