/** Templates among the files of this person's conversations: found by name in the device's own index, so that the service is asked for nothing. */
import type { PractitionerId, SpaceId } from '@comity/contracts';
import type { FileView, Ref } from '@comity/sdk';
import type { Client } from '../client/client.js';
import { templateEnding, templateWords } from './template.js';

export interface FoundTemplate { key: string; space: SpaceId; on: Ref; file: FileView; sender: PractitionerId; at: string }
const atMost = 200;

/** The newest first; of those that one person put into one conversation under one name, the last. */
export const foundTemplates = (client: Client) => client.watch('request templates', async (remote): Promise<FoundTemplate[]> => {
  const { hits } = await remote.search({ text: templateWords, hasFile: true, offset: 0, limit: atMost });
  const found = await Promise.all(hits.filter(({ entry }) => entry === null).map(async ({ space, on, sender, sentAt }): Promise<FoundTemplate[]> => {
    const at = await remote.locate(space, on);
    const [message] = at === null ? [] : (await remote.timeline(space, at, 1)).entries;
    if (message?.type !== 'message' || message.withdrawn !== null) return [];
    return message.files.filter(({ name, available }) => name.endsWith(templateEnding) && available === 'yes').map((file) => ({ key: `${space} ${file.id}`, space, on, file, sender, at: sentAt }));
  }));
  const all = found.flat();
  return all.filter((each, i) => all.findIndex(({ space, sender, file }) => space === each.space && sender === each.sender && file.name === each.file.name) === i);
}, (event) => event.type === 'timeline');
