/** What players say and do in a space, chosen by dice from what their own client shows them. */
import { ComityFailure, plain, type MessageEntry, type Ref, type TimelineEntry } from '@comity/sdk';
import type { SpaceId } from '@comity/contracts';
import type { Dice } from './dice.js';
import type { Saying } from './diary.js';
import type { Desk, Players } from './players.js';

const emoji = ['👍', '❤️', '🎉', '👀', '🙏'];
const codes = ['none', 'H0', 'H1', 'H2'] as const;
const words = ['warrant', 'ledger', 'hearing', 'account', 'transfer', 'passport', 'witness', 'border', 'seizure', 'request', 'letter', 'custody', 'приказ', 'محضر', '令状', 'συνδρομή'];
const recent = 40;

type Sent = MessageEntry & { seq: number };
const isSent = (entry: TimelineEntry): entry is Sent => entry.type === 'message' && entry.seq !== null && entry.withdrawn === null;

export class Talk {
  private said = 0;
  constructor(private readonly players: Players) {}

  /** Several things, one after another; ends early where the desk is no longer in the space. */
  async turn(desk: Desk, space: SpaceId, dice: Dice, acts: number): Promise<void> {
    for (let n = 0; n < acts; n += 1) {
      try {
        if (!(await desk.client.spaces()).some(({ id, left }) => id === space && !left)) return;
        await this.one(desk, space, dice);
      } catch (error) {
        // What is refused here and now was not done: somebody was faster.
        if (!(error instanceof ComityFailure) || !['not-found', 'not-allowed', 'not-acceptable'].includes(error.problem?.code ?? '')) throw error;
      }
    }
  }

  private async one(desk: Desk, space: SpaceId, dice: Dice): Promise<void> {
    const { client, diary } = desk;
    const { entries } = await client.timeline(space, -recent, recent);
    const sent = entries.filter(isSent);
    const own = sent.filter((each) => each.own);
    const polls = sent.filter(({ poll }) => poll !== null && !poll.closed);
    const asking = sent.filter((each) => each.alert !== null && !each.own && !each.alert.mine && each.alert.outstanding.includes(diary.by));
    const [target, mine, poll, alert] = [dice.pick(sent), dice.pick(own), dice.pick(polls), dice.pick(asking)];
    const act = async (saying: Saying, run: () => Promise<void>): Promise<void> => { await diary.write(space, saying, run); };
    const on = ({ id, seq }: Sent): Ref => ({ id, seq });
    const draw = dice.next();
    // Each desk has emoji of its own, so that two desks of one person never cross each other.
    const mark = emoji[(desk.player.desks.indexOf(desk) * 2 + dice.below(2)) % emoji.length]!;
    if (alert !== undefined && draw < 0.5) return act({ type: 'acknowledge', on: on(alert) }, () => client.acknowledge(space, on(alert)));
    if (poll !== undefined && draw > 0.7) {
      const choices = dice.some([...poll.poll!.options.keys()], poll.poll!.multiple ? 2 : 1).sort((a, b) => a - b);
      return act({ type: 'vote', on: on(poll), choices }, () => client.vote(space, on(poll), choices));
    }
    if (mine !== undefined && draw < 0.12 && mine.poll === null) {
      const text = this.words(dice);
      return act({ type: 'edit', on: on(mine), text }, () => client.edit(space, on(mine), text, []));
    }
    if (mine !== undefined && draw < 0.17) return act({ type: 'withdraw', on: on(mine) }, () => client.withdraw(space, on(mine)));
    if (mine?.poll?.closed === false && draw < 0.3) return act({ type: 'close-poll', on: on(mine) }, () => client.closePoll(space, on(mine)));
    if (target !== undefined && draw < 0.38) {
      const set = !target.reactions.some((each) => each.emoji === mark && each.by.includes(diary.by));
      return act({ type: 'reaction', on: on(target), emoji: mark, set }, () => client.react(space, on(target), mark, set));
    }
    if (target !== undefined && draw < 0.42) {
      const set = target.pinned === null;
      return act({ type: 'pin', on: on(target), set }, () => client.pin(space, on(target), set));
    }
    if (draw < 0.46) {
      const title = this.words(dice);
      return diary.write(space, { type: 'topic', title }, () => client.createTopic(space, title));
    }
    return this.text(desk, space, dice, target);
  }

  private async text({ client, diary }: Desk, space: SpaceId, dice: Dice, target: Sent | undefined): Promise<void> {
    const { topics } = await client.space(space);
    const text = this.words(dice);
    const topic = dice.chance(0.4) ? dice.pick(topics)?.id ?? null : null;
    const reply = target !== undefined && dice.chance(0.3) ? { id: target.id, seq: target.seq } : null;
    const poll = dice.chance(0.08) ? { options: ['yes', 'no', 'later'], multiple: dice.chance(0.5) } : null;
    const alert = dice.chance(0.08);
    const handling = dice.pick(codes)!;
    const bytes = dice.chance(0.08) ? dice.bytes(1 + dice.below(3_000)) : null;
    const file = bytes === null ? null : await this.players.file(bytes);
    const files = file === null ? [] : [await client.upload(space, { path: file.at })];
    const saying: Saying = { type: 'text', text, handling, topic, reply, alert, poll, file: file === null || bytes === null ? null : { name: file.name, bytes } };
    await diary.write(space, saying, () => client.send(space, plain(text, handling, { topic, reply, alert, poll, files })));
  }

  /** Never the same twice. */
  private words(dice: Dice): string { return `${dice.some(words, 1 + dice.below(6)).join(' ')} ${(this.said += 1)}`; }
}
