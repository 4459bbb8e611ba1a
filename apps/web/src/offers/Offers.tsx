import '../casework/casework.css';
import './offers.css';
import { ToastProvider } from '../messaging/toast.js';
import { LedgerPage } from './LedgerPage.js';
import { OfferForm } from './OfferForm.js';
import { OfferPage } from './OfferPage.js';
import { readOfferPlace } from './place.js';

/** Information under conditions: the ledger of all of it, one of them, or a new one. */
export function Offers({ rest }: { rest: string }) {
  const place = readOfferPlace(rest);
  return (
    <ToastProvider>
      {place.at === 'ledger' ? <LedgerPage /> : place.at === 'new' ? <OfferForm key={place.space} id={place.space} /> : <OfferPage key={place.id} space={place.space} id={place.id} />}
    </ToastProvider>
  );
}
