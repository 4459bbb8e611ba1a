import { useCallback } from 'react';
import type { PractitionerId } from '@comity/contracts';
import type { TimelineEntry } from '@comity/sdk';
import { usePerson, useSelf } from '../client/hooks.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';

/** What happened in a space, in a sentence: each was verified against the group's own record, none is the service's word. */
export function useHappening(): (entry: Exclude<TimelineEntry, { type: 'message' }>) => string {
  const t = useText();
  const format = useFormat();
  const person = usePerson();
  const self = useSelf();
  return useCallback((entry) => {
    const name = (id: PractitionerId) => (id === self.practitioner ? t('person.you') : person(id)?.name ?? t('person.unknown'));
    switch (entry.type) {
      case 'joined':
      case 'left': {
        const who = format.list(entry.who.map(name));
        const values = { who };
        if (entry.by === null || entry.who.includes(entry.by)) return entry.type === 'joined' ? t('event.joined', values) : t('event.left', values);
        const acted = { ...values, by: name(entry.by) };
        return entry.type === 'joined' ? t('event.added', acted) : t('event.removed', acted);
      }
      case 'device-joined': return t('event.device-joined', { who: format.list(entry.who.map(name)) });
      case 'device-left': return t('event.device-left', { who: format.list(entry.who.map(name)) });
      case 'created': return t('event.created', { by: name(entry.by) });
      case 'profile': return t('event.profile', { by: name(entry.by), title: entry.title ?? '' });
      case 'policy': return t('event.policy', { by: name(entry.by) });
      case 'quarantined': return t('event.quarantined', { rule: t(`alarm.${entry.rule}.name`) });
    }
  }, [t, format, person, self]);
}
