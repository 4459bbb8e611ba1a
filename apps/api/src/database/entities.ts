/** Every entity MikroORM manages; each room adds its own here. */
import { Account } from '../identity/accounts/account.js';
import { StoredDays } from '../identity/days/stored-days.js';
import { StoredInvitation } from '../identity/invitations/stored-invitation.js';
import { Network } from '../identity/network.js';
import { StoredPasskey } from '../identity/passkeys/stored-passkey.js';
import { PendingRootAction, StoredStatement } from '../identity/statements/stored-statement.js';
import { StoredVault, StoredVaultRecord } from '../identity/vault/stored-vault.js';
import { Matter, MatterAsset, MatterEvent, StoredFiguresSetting } from '../reports/matter.js';

export const entities = [Account, Matter, MatterAsset, MatterEvent, Network, PendingRootAction, StoredDays, StoredFiguresSetting, StoredInvitation, StoredPasskey, StoredStatement, StoredVault, StoredVaultRecord] as const;
