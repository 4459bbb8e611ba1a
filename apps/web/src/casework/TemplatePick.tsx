import { useState } from 'react';
import { useAction, useClient, usePerson, useSpaces, useWatch } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Button } from '../design/Button.js';
import { Notice } from '../design/Notice.js';
import { Sheet } from '../design/Sheet.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { useSpaceTitle } from '../messaging/space-title.js';
import { largestTemplate, readTemplate, templateEnding, type Template } from './template.js';
import { foundTemplates, type FoundTemplate } from './templates.js';

/** Templates that this person can read, of officers and focal points: anybody else's file of such a name is a file. */
export function TemplatePick({ onTaken, onClose }: { onTaken(template: Template): void; onClose(): void }) {
  const t = useText();
  const person = usePerson();
  const { value, failure } = useWatch(foundTemplates(useClient()));
  const { run, busy, failure: unread } = useAction();
  const [broken, setBroken] = useState<string | null>(null);
  const kept = value?.filter(({ sender }) => { const role = person(sender)?.role; return role === 'officer' || role === 'focal-point'; });
  const take = async ({ key, space, on, file }: FoundTemplate): Promise<void> => {
    const bytes = await run(({ remote }) => (file.size > largestTemplate ? Promise.resolve(new Uint8Array()) : remote.readFile(space, on, file.id, 0, file.size)));
    if (bytes === undefined) return;
    const template = readTemplate(bytes);
    setBroken(template === null ? key : null);
    if (template !== null) onTaken(template);
  };
  return (
    <Sheet title={t('request.template-start')} wide onClose={onClose}>
      <div className="stack">
        <p className="muted">{t('request.template-hint')}</p>
        <FailureNotice failure={failure ?? unread} />
        {kept === undefined && !failure && <Busy />}
        {kept?.length === 0 && <p role="status">{t('request.template-none')}</p>}
        {kept !== undefined && kept.length > 0 && (
          <ul className="rows">
            {kept.map((found) => (
              <li key={found.key}>
                <Found found={found} />
                <Button isDisabled={busy} onPress={() => void take(found)}>{t('request.template-use')}<span className="visually-hidden"> {nameOf(found)}</span></Button>
                {broken === found.key && <Notice tone="warning" role="alert" title={t('request.template-broken')} />}
              </li>
            ))}
          </ul>
        )}
      </div>
    </Sheet>
  );
}

const nameOf = ({ file }: FoundTemplate): string => file.name.slice(0, -templateEnding.length).replaceAll('-', ' ');

function Found({ found }: { found: FoundTemplate }) {
  const t = useText();
  const format = useFormat();
  const person = usePerson();
  const titleOf = useSpaceTitle();
  const space = useSpaces().value?.find(({ id }) => id === found.space);
  const who = person(found.sender);
  return (
    <span className="row-words">
      <bdi>{nameOf(found)}</bdi>
      <span className="muted">{t('request.template-by', { who: isolated(who?.name ?? t('person.unknown')), authority: isolated(who?.authority.name ?? ''), space: isolated(space === undefined ? '' : titleOf(space)), at: format.date(found.at) })}</span>
    </span>
  );
}
