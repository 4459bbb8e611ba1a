/** Reads codes from the camera. Its pictures are looked at in this page and dropped; the reader is fetched when a camera runs. */

/** Milliseconds between two looks: quick for the person, little for the battery. */
const pause = 150;
/** Pixels on the longer side that are looked at. */
const longest = 800;
const ours = /^comity-link:/;

/** Shows the camera in `video` and tells the first code of ours it sees; throws where there is no camera, or none is allowed. Ends with `signal`. */
export async function readCodes(video: HTMLVideoElement, found: (code: string) => void, signal: AbortSignal): Promise<void> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1280 } }, audio: false });
  const end = (): void => { for (const track of stream.getTracks()) track.stop(); };
  if (signal.aborted) { end(); return; }
  signal.addEventListener('abort', end);
  video.srcObject = stream;
  const [{ default: decode }] = await Promise.all([import('qr/decode.js'), video.play()]).catch((error: unknown) => { end(); throw error; });
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  while (!signal.aborted && context !== null) {
    const code = look(video, canvas, context, decode);
    if (code !== undefined) {
      end();
      found(code);
      return;
    }
    await new Promise((resolve) => { setTimeout(resolve, pause); });
  }
}

function look(video: HTMLVideoElement, canvas: HTMLCanvasElement, context: CanvasRenderingContext2D, decode: (image: ImageData) => string): string | undefined {
  const scale = Math.min(1, longest / Math.max(video.videoWidth, video.videoHeight, 1));
  const [width, height] = [Math.round(video.videoWidth * scale), Math.round(video.videoHeight * scale)];
  if (width === 0 || height === 0) return undefined;
  Object.assign(canvas, { width, height });
  context.drawImage(video, 0, 0, width, height);
  try {
    const text = decode(context.getImageData(0, 0, width, height));
    return ours.test(text) ? text : undefined;
  } catch {
    // No code in this picture.
    return undefined;
  }
}
