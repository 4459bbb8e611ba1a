/** What the two devices show for the numbers 1 to 64, in order: part of the protocol (docs/PROTOCOL.md). Each is named in the catalogue. */
export const wordList = [
  ['lion', '🦁'], ['horse', '🐎'], ['camel', '🐪'], ['elephant', '🐘'], ['cat', '🐈'], ['rabbit', '🐇'], ['giraffe', '🦒'], ['penguin', '🐧'],
  ['owl', '🦉'], ['eagle', '🦅'], ['turtle', '🐢'], ['fish', '🐟'], ['whale', '🐋'], ['octopus', '🐙'], ['butterfly', '🦋'], ['bee', '🐝'],
  ['snail', '🐌'], ['palm', '🌴'], ['cactus', '🌵'], ['rose', '🌹'], ['sunflower', '🌻'], ['mushroom', '🍄'], ['leaf', '🍃'], ['sun', '☀️'],
  ['moon', '🌙'], ['star', '⭐'], ['cloud', '☁️'], ['rainbow', '🌈'], ['fire', '🔥'], ['snowflake', '❄️'], ['umbrella', '☂️'], ['mountain', '⛰️'],
  ['wave', '🌊'], ['apple', '🍎'], ['banana', '🍌'], ['lemon', '🍋'], ['grapes', '🍇'], ['cherries', '🍒'], ['carrot', '🥕'], ['corn', '🌽'],
  ['bread', '🍞'], ['egg', '🥚'], ['honey', '🍯'], ['coffee', '☕'], ['cake', '🎂'], ['key', '🔑'], ['lock', '🔒'], ['hammer', '🔨'],
  ['scissors', '✂️'], ['pencil', '✏️'], ['book', '📖'], ['bell', '🔔'], ['clock', '⏰'], ['bulb', '💡'], ['candle', '🕯️'], ['glasses', '👓'],
  ['hat', '🎩'], ['shoe', '👞'], ['drum', '🥁'], ['guitar', '🎸'], ['ball', '⚽'], ['bicycle', '🚲'], ['train', '🚆'], ['anchor', '⚓'],
] as const;
