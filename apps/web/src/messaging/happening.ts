import { useCallback } from 'react';
import type { PractitionerId } from '@comity/contracts';
import type { PolicyView, TimelineEntry } from '@comity/sdk';
import { usePerson, useSelf } from '../client/hooks.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { usePolicyWords } from './policy-words.js';

/** What happened in a space, in a sentence: each was verified against the group's own record, none is the service's word. */
export function useHappening(): (entry: Exclude<TimelineEntry, { type: 'message' | 'step' | 'dossier' | 'entry' | 'offer' }>) => string {
  const t = useText();
  const format = useFormat();
  const person = usePerson();
  const self = useSelf();
  const words = usePolicyWords();
  return useCallback((entry) => {
    const name = (id: PractitionerId) => {
      if (id === self.practitioner) return t('person.you');
      const known = person(id);
      if (known === undefined) return t('person.unknown');
      // One person, two identities: each says which.
      if (known.successor !== null) return t('event.name-earlier', { name: known.name });
      return known.supersedes === null ? known.name : t('event.name-new', { name: known.name });
    };
    const own = (id: PractitionerId | null | undefined) => (id === self.practitioner ? 'yes' : 'no');
    switch (entry.type) {
      case 'joined':
      case 'left': {
        const who = format.list(entry.who.map(name));
        if (entry.by === null || entry.who.includes(entry.by)) {
          const alone = { who, self: entry.who.length === 1 ? own(entry.who[0]) : 'no' };
          return entry.type === 'joined' ? t('event.joined', alone) : t('event.left', alone);
        }
        const acted = { who, by: name(entry.by), self: own(entry.by) };
        return entry.type === 'joined' ? t('event.added', acted) : t('event.removed', acted);
      }
      case 'device-joined':
      case 'device-left': {
        const device = format.list(entry.devices.map((id) => entry.who.flatMap((who) => person(who)?.devices ?? []).find((each) => each.id === id)?.name ?? t('person.unknown')));
        return t('event.device-named', { joined: entry.type === 'device-joined' ? 'yes' : 'no', who: format.list(entry.who.map(name)), device, self: own(entry.who[0]) });
      }
      case 'created': return t('event.created', { by: name(entry.by), self: own(entry.by) });
      case 'profile': return t('event.profile', { by: name(entry.by), title: isolated(entry.title ?? ''), self: own(entry.by) });
      case 'closing': return entry.change === 'over' ? t('closing.event-over') : t(`closing.event-${entry.change}`, { by: name(entry.by), self: own(entry.by) });
      case 'policy': {
        const acted = { by: name(entry.by), self: own(entry.by) };
        const { before, after } = entry;
        const { made = [], ended = [] } = entry.owners ?? {};
        const others = ended.filter((id) => id !== entry.by);
        const alone = (those: PractitionerId[]) => (those.length === 1 ? own(those[0]) : 'no');
        const changed = (part: keyof PolicyView): boolean => before === null || JSON.stringify(before[part]) !== JSON.stringify(after[part]);
        const said = [
          changed('retention') ? t('event.policy-retention', { ...acted, what: words.retention(after.retention) }) : null,
          changed('history') ? t('event.policy-history', { ...acted, what: words.history(after.history) }) : null,
          changed('hold') && (before !== null || after.hold) ? (after.hold ? t('event.policy-hold', acted) : t('event.policy-hold-lifted', acted)) : null,
          made.length > 0 ? t('event.owner-made', { ...acted, who: format.list(made.map(name)), whom: alone(made) }) : null,
          ended.includes(entry.by) ? t('event.owner-given-up', acted) : null,
          others.length > 0 ? t('event.owner-ended', { ...acted, who: format.list(others.map(name)), whom: alone(others) }) : null,
        ].filter((text) => text !== null);
        return said.length === 0 ? t('event.policy', acted) : said.join(' · ');
      }
      case 'history': {
        const acted = { who: format.list(entry.to.map(name)), by: name(entry.by), self: own(entry.by) };
        return entry.from === null ? t('event.history-all', acted) : t('event.history', { ...acted, date: format.moment(entry.from) });
      }
      case 'topic': return t('event.topic', { by: name(entry.by), title: isolated(entry.title), self: own(entry.by) });
      case 'erased': return t('event.erased', { date: format.moment(entry.at) });
      case 'unopened': return t('event.unopened');
      case 'quarantined': return t('event.quarantined', { rule: t(`alarm.${entry.rule}.name`) });
    }
  }, [t, format, person, self, words]);
}
