/** What two devices show for the numbers 1 to 64, in order, as the web client words them in English: part of the protocol. */
const words = [
  'Lion', 'Horse', 'Camel', 'Elephant', 'Cat', 'Rabbit', 'Giraffe', 'Penguin', 'Owl', 'Eagle', 'Turtle', 'Fish', 'Whale', 'Octopus', 'Butterfly', 'Bee',
  'Snail', 'Palm tree', 'Cactus', 'Rose', 'Sunflower', 'Mushroom', 'Leaf', 'Sun', 'Moon', 'Star', 'Cloud', 'Rainbow', 'Fire', 'Snowflake', 'Umbrella', 'Mountain',
  'Wave', 'Apple', 'Banana', 'Lemon', 'Grapes', 'Cherries', 'Carrot', 'Corn', 'Bread', 'Egg', 'Honey', 'Coffee', 'Cake', 'Key', 'Lock', 'Hammer',
  'Scissors', 'Pencil', 'Book', 'Bell', 'Clock', 'Light bulb', 'Candle', 'Glasses', 'Hat', 'Shoe', 'Drum', 'Guitar', 'Ball', 'Bicycle', 'Train', 'Anchor',
] as const;

/** The word of a number; the other device may show it in another language, and the same number beside it. */
export const linkWord = (number: number): string => words[number - 1] ?? String(number);
