import type { PractitionerId } from '@comity/contracts';
import type { MatterView, PersonView } from '@comity/sdk';
import { useAuthority, usePeople, useSelf } from '../client/hooks.js';
import { PeoplePicker } from '../directory/PeoplePicker.js';
import { useText } from '../i18n/text.js';
import type { Bringing } from './steps.js';

/** Colleagues who review a draft; people of the authority that is asked; or, when it hands the request on, of another of its State. */
export function Addressees({ matter, action, chosen, onChange }: { matter: MatterView; action: Bringing; chosen: PractitionerId[]; onChange(people: PractitionerId[]): void }) {
  const t = useText();
  const self = useSelf();
  const { value: people } = usePeople();
  const requested = useAuthority()(matter.requested);
  const isMeant = ({ id, authority }: PersonView): boolean => {
    if (action === 'submit') return authority.id === matter.requesting && id !== self.practitioner;
    if (action === 'transmit') return authority.id === matter.requested;
    return authority.id !== matter.requested && authority.state === requested?.state;
  };
  const others = (people ?? []).filter((person) => !isMeant(person)).map(({ id }) => id);
  return (
    <div className="stack-tight">
      <p className="muted">{t(`request.addressees-${action}`)}</p>
      <PeoplePicker chosen={chosen} onChange={onChange} without={others} legend={action === 'submit' ? t('request.reviewers') : t('request.addressees')} />
    </div>
  );
}
