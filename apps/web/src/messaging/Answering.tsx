import { usePerson } from '../client/hooks.js';
import { IconButton } from '../design/Button.js';
import { Icon } from '../design/Icon.js';
import { useText } from '../i18n/text.js';
import type { About } from './thread-commands.js';

/** What the composer answers or changes, and the way out of it. */
export function Answering({ about: { kind, message }, onCancel }: { about: About; onCancel(): void }) {
  const t = useText();
  const sender = usePerson()(message.sender);
  return (
    <div className="answering">
      <Icon name={kind === 'reply' ? 'reply' : 'edit'} small />
      <p className="answering-words"><strong>{kind === 'reply' ? t('talk-reply.to', { name: sender?.name ?? t('person.unknown') }) : t('talk-edit.title')}</strong> <span dir="auto">{message.text}</span></p>
      <IconButton icon="close" label={kind === 'reply' ? t('talk-reply.cancel') : t('talk-edit.cancel')} onPress={onCancel} />
    </div>
  );
}
