import { useAction } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useText } from '../i18n/text.js';

export function SignOutLink() {
  const t = useText();
  const { run, busy, failure } = useAction();
  return (
    <>
      <Button look="quiet" wide isPending={busy} onPress={() => void run((client) => client.remote.signOut({ everywhere: false, forget: false }))}>{t('account.sign-out')}</Button>
      <FailureNotice failure={failure} />
    </>
  );
}
