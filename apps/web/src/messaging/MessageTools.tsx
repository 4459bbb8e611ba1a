import { Icon, type IconName } from '../design/Icon.js';
import { useText } from '../i18n/text.js';
import { actionsOn, type Message, type MessageActionId, type Reader } from './message.js';
import type { RowCommands } from './MessageParts.js';

const first: readonly MessageActionId[] = ['react', 'reply', 'edit', 'pin'];

/** What one does most, beside the message under the pointer or the focus; the rest is in the menu. */
export function MessageTools({ message, space, commands }: { message: Message; space: Reader; commands: RowCommands }) {
  const t = useText();
  const offered = actionsOn(message, space).filter(({ id }) => first.includes(id));
  return (
    <div className="message-tools" role="group" aria-label={t('talk-action.label')}>
      {offered.map(({ id, icon, text }) => <Tool key={id} icon={icon} label={t(text)} onClick={() => commands.act(message, id)} />)}
      <Tool icon="more" label={t('talk-action.more')} menu onClick={() => commands.openMenu(message)} />
    </div>
  );
}

function Tool({ icon, label, onClick, menu = false }: { icon: IconName; label: string; onClick(): void; menu?: boolean }) {
  return <button type="button" className="message-tool" aria-label={label} title={label} {...(menu ? { 'aria-haspopup': 'menu' as const } : {})} onClick={onClick}><Icon name={icon} /></button>;
}
