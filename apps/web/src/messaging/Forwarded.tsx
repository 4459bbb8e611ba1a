import { usePerson } from '../client/hooks.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import type { Message } from './message.js';

/** Who said first what somebody else sent on, by the word of whoever did. */
export function Forwarded({ origin }: { origin: NonNullable<Message['forwarded']> }) {
  const t = useText();
  const format = useFormat();
  const sender = usePerson()(origin.sender);
  return <p className="message-note">{t('talk-message.forwarded', { name: sender?.name ?? t('person.unknown'), authority: sender?.authority.name ?? '', moment: format.moment(origin.sentAt) })}</p>;
}
