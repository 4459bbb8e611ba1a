import { memo, useMemo } from 'react';
import type { MentionAt } from '@comity/sdk';
import { useSelf } from '../client/hooks.js';
import { linkTarget, runsOf } from './words.js';

/** The words of a message. Addresses are links and nothing more: nothing is fetched from them. */
export const MessageText = memo(function MessageText({ text, mentions }: { text: string; mentions: MentionAt[] }) {
  const self = useSelf();
  const runs = useMemo(() => runsOf({ text, mentions }), [text, mentions]);
  const mine = (mention: MentionAt): boolean => mention.type === 'all' || mention.id === (mention.type === 'person' ? self.practitioner : self.authority);
  return runs.map((run, i) => {
    if (run.type === 'mention') return <bdi key={i} className={mine(run.mention) ? 'mention mention-me' : 'mention'}>{run.text}</bdi>;
    if (run.type === 'text') return run.text;
    const target = linkTarget(run.text);
    return target === null ? run.text : <a key={i} href={target} title={target} target="_blank" rel="noopener noreferrer nofollow" dir="ltr">{run.text}</a>;
  });
});
