/** The parts a message may have beside its words: what it answers, reactions, a request to acknowledge, a poll. */
import type { PractitionerId } from '@comity/contracts';
import { usePerson, useSelf } from '../client/hooks.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { isAsked, type Message, type MessageActionId } from './message.js';
import { reactionText } from './reactions.js';

export interface RowCommands {
  act(message: Message, action: MessageActionId): void;
  react(message: Message, emoji: string, set: boolean): void;
  vote(message: Message, choices: number[]): void;
  jump(on: NonNullable<Message['reply']>['on']): void;
  openMenu(message: Message): void;
  topic(id: NonNullable<Message['topic']>): void;
}

/** Names as a list, oneself as "you". */
export function useNames(): (people: readonly PractitionerId[]) => string {
  const t = useText();
  const format = useFormat();
  const person = usePerson();
  const self = useSelf();
  return (people) => format.list(people.map((id) => (id === self.practitioner ? t('person.you') : person(id)?.name ?? t('person.unknown'))));
}

export function Quote({ reply, onJump }: { reply: NonNullable<Message['reply']>; onJump: RowCommands['jump'] }) {
  const t = useText();
  const names = useNames();
  return (
    <button type="button" className="quote" tabIndex={-1} title={t('talk-reply.jump')} onClick={() => onJump(reply.on)}>
      <bdi className="quote-name">{names([reply.sender])}</bdi>
      <span className="quote-text" dir="auto">{reply.withdrawn ? t('talk-message.withdrawn-short') : reply.text}</span>
    </button>
  );
}

export function Reactions({ message, commands, disabled }: { message: Message; commands: RowCommands; disabled: boolean }) {
  const t = useText();
  const format = useFormat();
  const names = useNames();
  const self = useSelf();
  return (
    <div className="reactions">
      {message.reactions.map(({ emoji, by }) => {
        const mine = by.includes(self.practitioner);
        const known = reactionText(emoji);
        const label = known ? t(known) : emoji;
        return (
          <button key={emoji} type="button" className="reaction" aria-pressed={mine} disabled={disabled} title={names(by)} aria-label={t('talk-reaction.label', { reaction: `${label} ${format.number(by.length)}`, names: names(by) })}
            onClick={() => commands.react(message, emoji, !mine)}>{label} {format.number(by.length)}</button>
        );
      })}
    </div>
  );
}

export function AlertLine({ message, commands, disabled }: { message: Message; commands: RowCommands; disabled: boolean }) {
  const t = useText();
  const self = useSelf();
  const { alert } = message;
  if (!alert) return null;
  const done = alert.acknowledged.length;
  const asked = isAsked(message, self.practitioner);
  const state = done === 0 && alert.outstanding.length === 0 ? t('talk-alert.nobody') : t('talk-alert.state', { done, all: done + alert.outstanding.length });
  return (
    <div className={asked ? 'alert-line alert-line-open' : 'alert-line'}>
      <span className="alert-title">{t('talk-alert.title')}</span>
      <button type="button" className="link-button" onClick={() => commands.act(message, 'details')}>{state}</button>
      {asked && <button type="button" className="button button-primary" disabled={disabled} onClick={() => commands.act(message, 'acknowledge')}>{t('talk-alert.acknowledge')}</button>}
      {alert.mine && <span className="alert-done">{t('talk-alert.mine')}</span>}
      {message.own && alert.outstanding.length > 0 && <button type="button" className="button button-plain" disabled={disabled} onClick={() => commands.act(message, 'remind')}>{t('talk-alert.remind')}</button>}
    </div>
  );
}

export function Poll({ message, commands, disabled }: { message: Message; commands: RowCommands; disabled: boolean }) {
  const t = useText();
  const names = useNames();
  const { poll } = message;
  if (!poll) return null;
  const voters = new Set(poll.options.flatMap((option) => option.by)).size;
  const vote = (index: number): void => {
    const chosen = poll.mine.includes(index);
    commands.vote(message, chosen ? poll.mine.filter((each) => each !== index) : poll.multiple ? [...poll.mine, index].sort((a, b) => a - b) : [index]);
  };
  return (
    <div className="poll" role="group" aria-label={t('talk-poll.label')}>
      {poll.options.map((option, index) => (
        <button key={index} type="button" className="poll-option" aria-pressed={poll.mine.includes(index)} disabled={disabled || poll.closed} onClick={() => vote(index)}
          style={{ '--share': `${voters === 0 ? 0 : (100 * option.by.length) / voters}%` } as React.CSSProperties}>
          <span className="poll-text" dir="auto">{option.text}</span>
          <span className="poll-count">{t('talk-poll.votes', { count: option.by.length })}</span>
          {option.by.length > 0 && <span className="poll-names" dir="auto">{names(option.by)}</span>}
        </button>
      ))}
      <p className="poll-note">{poll.closed ? t('talk-poll.closed', { count: voters }) : poll.multiple ? t('talk-poll.open-multiple', { count: voters }) : t('talk-poll.open-single', { count: voters })}
        {message.own && !poll.closed && !disabled && <> <button type="button" className="link-button" onClick={() => commands.act(message, 'close-poll')}>{t('talk-action.close-poll')}</button></>}
      </p>
    </div>
  );
}
