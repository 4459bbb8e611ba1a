import { assetFacts } from '@comity/sdk';
import '../register/register.css';
import { useText } from '../i18n/text.js';
import { FactInput } from '../register/FieldInput.js';
import { partName } from '../register/words.js';
import { factsOf, type DraftMeasure } from './draft.js';
import { AssetFacts } from './AssetFacts.js';

interface Props { name: string; asset: DraftMeasure; /** As both sides read it: what is noted stays, and the rest may be. */ settled?: DraftMeasure | undefined; onChange(asset: DraftMeasure): void }

/** What an asset is known by, field by field, beside the words: nothing of it has to be stated. */
export function AssetFields({ name, asset, settled, onChange }: Props) {
  const t = useText();
  const typed = asset.facts ?? { values: {}, currencies: {} };
  const kept = settled === undefined ? {} : factsOf(settled);
  return (
    <fieldset className="stack asset-fields">
      <legend>{t('request.asset-facts', { name })}</legend>
      <p className="hint">{t('request.asset-facts-hint')}</p>
      <AssetFacts facts={kept} />
      <div className="register-fields">
        {assetFacts.filter(({ id }) => kept[id] === undefined).map((field) => <FactInput key={field.id} label={partName(t, 'asset', field.id)} field={field} typed={typed} onChange={(part) => onChange({ ...asset, facts: { ...typed, ...part } })} />)}
      </div>
    </fieldset>
  );
}
