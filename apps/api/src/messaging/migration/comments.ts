/** The class of every column of messaging, with the reason why the service holds it. The data contract in prisma/ repeats them. */
import { classify, type Classified } from '../../database/classification.js';

const columns: Record<string, Record<string, Classified>> = {
  space: {
    id: 'routing: random id of the space',
    network: 'routing: the network the space belongs to',
    kind: 'routing: direct or channel; decides how many people may be inside',
    suite: 'operational: MLS cipher suite, needed to hand out fitting key packages',
    epoch: 'routing: MLS epoch, compared and set by each commit',
    last_seq: 'operational: last sequence number of the log',
    barred: 'operational: takes no item until a commit removed the ended leaves',
    created_by: 'routing: device that created the space',
    created_at: 'operational: when the space was created',
  },
  space_group_info: {
    space: 'routing: the space it describes',
    epoch: 'routing: the epoch it describes',
    bytes: 'public-key: MLS GroupInfo with ratchet tree (public keys and signatures), handed to devices of people inside only',
  },
  space_leaf: {
    space: 'routing: the space',
    leaf: 'routing: index of the leaf in the ratchet tree',
    device: 'routing: device at that leaf',
    practitioner: 'routing: person of that device',
    joined_epoch: 'operational: epoch in which the device joined',
    ended: 'operational: the device or its person was revoked or ran out',
  },
  space_member: {
    space: 'routing: the space',
    practitioner: 'routing: who is, or was, inside',
    since_seq: 'routing: first sequence number the person may read',
    until_seq: 'routing: last sequence number the person may read; null while inside',
  },
  entry: {
    space: 'routing: the space whose log this is',
    seq: 'routing: place in the log, from 1 without gaps',
    epoch: 'routing: MLS epoch the entry was made in',
    received_at: 'operational: when the service stored it',
    id: 'routing: the client\'s own random id, so that retries have one effect',
    sender: 'routing: device that sent it',
    type: 'routing: sealed item or MLS commit',
    bytes: 'ciphertext: sealed item with its clear header, or public MLS commit',
  },
  key_package: {
    digest: 'operational: SHA-256 of the package, so that none is stored twice',
    device: 'routing: whose package it is',
    suite: 'operational: MLS cipher suite',
    not_after: 'operational: end of its lifetime',
    uploaded_at: 'operational: order of use',
    bytes: 'public-key: MLS KeyPackage, used once',
  },
  last_resort_key_package: {
    device: 'routing: whose package it is',
    suite: 'operational: MLS cipher suite',
    not_after: 'operational: end of its lifetime',
    uploaded_at: 'operational: age of the package',
    bytes: 'public-key: MLS KeyPackage, used when no single-use one is left',
  },
  key_package_claim: {
    practitioner: 'routing: who claimed',
    hour: 'operational: the hour the count is for',
    claimed: 'operational: packages claimed in that hour, against exhaustion',
  },
  welcome: {
    space: 'routing: the space it leads into',
    seq: 'routing: the commit it belongs to',
    epoch: 'routing: the epoch it leads to',
    bytes: 'ciphertext: MLS Welcome, sealed to the newcomers\' key packages',
  },
  welcome_recipient: {
    device: 'routing: newcomer that has not fetched it yet',
    space: 'routing: the space',
    seq: 'routing: the commit',
  },
  receipt: {
    space: 'routing: the space',
    device: 'routing: whose receipt it is',
    delivered: 'routing: last sequence number delivered to the device',
    read: 'routing: last sequence number its person read',
    bytes: 'signature: the signed receipt itself',
  },
};

export const comments: string[] = Object.entries(columns).flatMap(([table, meanings]) => classify(table, meanings));
