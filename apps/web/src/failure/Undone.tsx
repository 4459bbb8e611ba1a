import './undone.css';
import { useEffect, useState } from 'react';
import type { SpaceId } from '@comity/contracts';
import type { Failure } from '@comity/sdk';
import { useClient } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { useText } from '../i18n/text.js';
import { FailureNotice } from './FailureNotice.js';

/** What was taken back of what one did in a space, after it had seemed done: says why. */
export function Undone({ space }: { space: SpaceId }) {
  const t = useText();
  const client = useClient();
  const [undone, setUndone] = useState<Failure | null>(null);
  useEffect(() => client.on((event) => { if (event.type === 'undone' && event.space === space) setUndone({ kind: 'problem', problem: event.problem }); }), [client, space]);
  return undone && <div className="undone"><FailureNotice failure={undone} /><Button onPress={() => setUndone(null)}>{t('action.close')}</Button></div>;
}
