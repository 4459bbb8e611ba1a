/** Plays one line of the story after another: what people say, and what they do to what was said. */
import type { ItemId, PractitionerId, SpaceId } from '@comity/contracts';
import { plain, type Comity, type MentionAt, type Ref } from '@comity/sdk';
import { people } from './cast.js';
import type { Deed, Line, More } from './conversations.js';

interface Actor { client: Comity; id: PractitionerId }

export class Scene {
  /** What the story names by key, once it was said. */
  private readonly said = new Map<string, ItemId>();

  constructor(private readonly actor: (key: string) => Actor) {}

  async play(space: SpaceId, [, , who, says, handling = 'none', more = {}]: Line, spaceOf: (key: string) => SpaceId): Promise<void> {
    const { client } = this.actor(who);
    await client.settled();
    if (typeof says === 'string') {
      const { topic, reply, alert, poll, marking } = more;
      const id = await client.send(space, plain(says, handling, {
        marking: { handling, restriction: null, evaluation: null, tlp: null, ...marking }, topic: topic === undefined ? null : this.idOf(topic), reply: reply === undefined ? null : await this.find(client, space, reply),
        mentions: this.mentions(says, more), alert: alert === true, poll: poll ?? null,
      }));
      if (more.key !== undefined) this.said.set(more.key, id);
    } else await this.perform(client, space, says, spaceOf);
    await client.settled();
  }

  private async perform(client: Comity, space: SpaceId, deed: Deed, spaceOf: (key: string) => SpaceId): Promise<void> {
    if (deed.does === 'topic') {
      this.said.set(deed.key, await client.createTopic(space, deed.title));
      return;
    }
    const on = await this.find(client, space, deed.on);
    switch (deed.does) {
      case 'react': return client.react(space, on, deed.emoji, true);
      case 'vote': return client.vote(space, on, deed.choices);
      case 'edit': return client.edit(space, on, deed.text, []);
      case 'forward':
        await client.forward({ space, on }, spaceOf(deed.to), deed.comment);
        return;
      case 'acknowledge': return client.acknowledge(space, on);
      case 'remind': return client.remind(space, on);
      case 'withdraw': return client.withdraw(space, on);
      case 'pin': return client.pin(space, on, true);
    }
  }

  private mentions(text: string, { mention }: More): MentionAt[] {
    if (mention === undefined) return [];
    const name = mention === 'all' ? '@all' : `@${people.find(({ key }) => key === mention)?.name ?? ''}`;
    const range = { at: text.indexOf(name), length: name.length };
    return [mention === 'all' ? { type: 'all', ...range } : { type: 'person', id: this.actor(mention).id, ...range }];
  }

  private idOf(key: string): ItemId {
    const id = this.said.get(key);
    if (id === undefined) throw new Error(`nobody in the story said ${key} yet`);
    return id;
  }

  /** Where a message stands, as the client that refers to it knows. */
  private async find(client: Comity, space: SpaceId, key: string): Promise<Ref> {
    const id = this.idOf(key);
    const { entries } = await client.timeline(space, -500, 500);
    const entry = entries.find((each) => each.type === 'message' && each.id === id);
    if (entry?.seq == null) throw new Error(`${key} is not in the log yet`);
    return { id, seq: entry.seq };
  }
}
