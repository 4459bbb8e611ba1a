/** Plays the requests of the story, one act after another, as their officers would. */
import { randomUUID } from 'node:crypto';
import type { AuthorityId, Instant, PractitionerId, SpaceId } from '@comity/contracts';
import type { Comity } from '@comity/sdk';
import { basis, type Act, type DemoRequest, type Says } from './requests.js';

interface Officer { client: Comity; id: PractitionerId }
interface Parts { officer: (key: string) => Officer; authority: (key: string) => AuthorityId; instantOf: (daysAgo: number, time: string) => number }
interface Filed { space: SpaceId; measures: Map<string, string> }

export class Docket {
  private readonly filed = new Map<DemoRequest, Filed>();

  constructor(private readonly parts: Parts) {}

  async play(request: DemoRequest, [, , who, action, of = 'all', says = {}]: Act): Promise<void> {
    const { client } = this.parts.officer(who);
    await client.settled();
    const filed = this.filed.get(request);
    if (filed === undefined) this.filed.set(request, await this.draft(client, request));
    else await this.step(client, filed, action, of === 'all' ? [...filed.measures.keys()] : of, says);
    await client.settled();
    // Once it was transmitted, it stands in a space of both sides.
    if (filed !== undefined) filed.space = (await client.matter(filed.space)).space;
    for (const key of says.to ?? []) await this.parts.officer(key).client.settled();
  }

  private async draft(client: Comity, { requested, title, urgent, sections, measures }: DemoRequest): Promise<Filed> {
    const ids = new Map(measures.map(([key]) => [key, randomUUID()]));
    const space = await client.draftMatter({
      requested: this.parts.authority(requested), basis, title, urgent, sections: sections.map(([part, text]) => ({ part, text })),
      measures: measures.map(([key, assistance, sought]) => ({ id: ids.get(key)!, assistance, sought })),
    });
    return { space, measures: ids };
  }

  private async step(client: Comity, { space, measures }: Filed, action: string, of: readonly string[], { deadline, to, ...said }: Says): Promise<void> {
    await client.takeStep(space, of.map((key) => measures.get(key)!), {
      action, ...said, ...(to !== undefined && { addressees: to.map((key) => this.parts.officer(key).id) }),
      ...(deadline !== undefined && { deadline: new Date(this.parts.instantOf(-deadline[0], deadline[1])).toISOString() as Instant }),
    });
  }
}
