/** Options of WebAuthn ceremonies, with the request for what opens the vault (PRF extension) that the service has no part in. */
import { passkeyInput, randomBytes, toBase64Url } from '@comity/e2ee';

type Options = Record<string, unknown>;

/** Options of the service, asking also for the output over the one input all passkeys get. */
export const askingForPrf = (options: Options): Options => ({ ...options, extensions: { ...(options['extensions'] as object | undefined), prf: { eval: { first: passkeyInput() } } } });

/** A ceremony nobody verifies: its challenge counts for nothing, the output does, since it opens a wrap or not. */
export const unlockOptions = (origin: string, passkeys: readonly string[]): Options => askingForPrf({
  challenge: toBase64Url(randomBytes(32)), rpId: new URL(origin).hostname, userVerification: 'required', timeout: 300_000, allowCredentials: passkeys.map((id) => ({ id, type: 'public-key' })),
});

/** The response without what extensions computed: that must not reach the service. */
export const withoutExtensions = (response: Options): Options => ({ ...response, clientExtensionResults: {} });
