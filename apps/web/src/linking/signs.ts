/** Whether this device draws emoji in colour; where it has no such font, it would draw empty boxes. */
export function drawsSigns(): boolean {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: 24, height: 24 });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return false;
  context.font = '20px sans-serif';
  context.textBaseline = 'top';
  context.fillText('🦁', 0, 0);
  const { data } = context.getImageData(0, 0, 24, 24);
  // Ink alone is black, in all shades of transparency.
  return data.some((value, i) => i % 4 < 3 && value > 40);
}
