/** Every size and rate the service enforces, in one place, so that clients can respect them beforehand. */
export const limits = {
  /** Bytes of one sealed item, signature included. */
  itemBytes: 65_536,
  /** Bytes of one sealed signal. */
  signalBytes: 1_024,
  /** Signals a session may send in a second, sustained, and in a burst. */
  signalsPerSecond: 2,
  signalsBurst: 10,
  /** Bytes of one MLS commit: a path of a 250-member group with X-Wing stays below. */
  commitBytes: 1_048_576,
  /** Bytes of one MLS welcome, for all newcomers of one commit. */
  welcomeBytes: 4_194_304,
  /** Bytes of one MLS group info with its ratchet tree. */
  groupInfoBytes: 2_097_152,
  keyPackageBytes: 8_192,
  /** One-time key packages of one suite a device may keep in store. */
  keyPackagesPerDevice: 100,
  /** Devices whose key packages one request may claim. */
  claimDevices: 500,
  /** Key package claims a practitioner may make in an hour, counted in packages. */
  claimsPerHour: 2_000,
  /** Entries one sync page holds at most, and its bytes. */
  syncEntries: 1_000,
  syncBytes: 4_194_304,
  /** How many days a space may keep what was said, or how many hours if it is less than a day. */
  retentionDays: { min: 1, max: 3_650 },
  retentionHours: { min: 1, max: 23 },
  /** Parts of one gift of history: each is an item. */
  historyParts: 64,
  /** Epochs whose keys one item asks for, or gives. */
  epochsPerItem: 500,
  membersPerSpace: 250,
  devicesPerPractitioner: 10,
  /** Days for which a device is certified at most; in use, it certifies itself once more. */
  deviceDays: 90,
  /** Devices up to which a space of the post-quantum hybrid suite takes in others; its commits grow by a kilobyte with each. */
  devicesPerHybridSpace: 64,
  passkeysPerPractitioner: 20,
  /** Seconds for which a new device's request to be linked waits; how many a practitioner may make at once, and in an hour. */
  linkSeconds: 300,
  linksAtOnce: 10,
  linksPerHour: 30,
  /** Files of one message, and bytes of the small picture that stands in the message for each. */
  filesPerMessage: 10,
  previewBytes: 6_144,
  statementBytes: 8_192,
  vaultRecordBytes: 1_048_576,
  vaultRecords: 2_000,
  jsonBodyBytes: 1_572_864,
  jsonDepth: 16,
  /** Socket events a connection may send in a second, sustained, and in a burst. */
  eventsPerSecond: 500,
  eventsBurst: 2_000,
  socketsPerPractitioner: 20,
  /** Items of one connection that may wait for the writer; more are answered `slow-down`. */
  pendingPerConnection: 256,
  /** Bytes a slow reader may leave unread before its connection is cut. */
  unreadBytesPerConnection: 8_388_608,
} as const;
