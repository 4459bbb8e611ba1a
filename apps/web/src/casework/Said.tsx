import type { Member } from '@comity/sdk';
import { useLawWords } from './words.js';

/** Words of a step, and what they are. */
export function Said({ member, text }: { member: Member; text: string }) {
  const words = useLawWords();
  return <blockquote className="step-words"><span className="muted">{words.member(member)}</span><p dir="auto" className="said">{text}</p></blockquote>;
}
