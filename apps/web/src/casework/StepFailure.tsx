import { useEffect, useRef } from 'react';
import type { Failure } from '@comity/sdk';
import { FailureNotice } from '../failure/FailureNotice.js';
import { RefusalNotice } from './RefusalNotice.js';

/** What went wrong, brought before one's eyes: the law's answer where it was the law. */
export function StepFailure({ failure }: { failure: Failure | null }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => { if (failure) place.current?.scrollIntoView({ block: 'center' }); }, [failure]);
  if (!failure) return null;
  return <div ref={place}>{failure.kind === 'law' ? <RefusalNotice refusal={failure.refusal} /> : <FailureNotice failure={failure} />}</div>;
}
