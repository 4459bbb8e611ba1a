import type { SpaceId } from '@comity/contracts';
import { useAction, useClient, useSpaces, useWatch } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { unisolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { plain } from '../messaging/marking.js';
import { useToast } from '../messaging/toast.js';

/** What stands in the register of a meeting's case file as its decisions and action points. */
export const useDecisions = (space: SpaceId) => useWatch(useClient().watch(`meeting-outcome ${space}`, (remote) => remote.entries(space, { kinds: ['note', 'task'], whole: true }), (event) => event.type === 'register' && event.space === space)).value;

/** Puts what became of a meeting among its decisions, in so many words: from there it goes into any case file, as they do. Once for what was said until then. `day`: of the meeting. `since`: when the last of it was said. */
export function EnterOutcome({ space: id, title, words, day, since }: { space: SpaceId; title: string; words: readonly string[]; day: string; since: string }) {
  const t = useText();
  const toast = useToast();
  const { run, busy, failure } = useAction();
  const space = useSpaces().value?.find((each) => each.id === id);
  const decisions = useDecisions(id);
  if (!space || space.readOnly || !decisions || decisions.some((entry) => !entry.struck && entry.title === title && entry.changed.at >= since)) return null;
  const enter = async (): Promise<void> => {
    const done = await run((client) => client.act((remote) => remote.writeEntry(id, { after: null, kind: 'note', title, fields: { text: unisolated(words.join('\n')), date: day }, links: [], marking: plain, source: null })));
    if (done !== undefined) toast({ text: t('talks.became-entered') });
  };
  return <><Button icon="note" isPending={busy} onPress={() => void enter()}>{t('talks.became-enter')}</Button><FailureNotice failure={failure} /></>;
}
