// The browser for the browser tests: the system's Chromium, with fonts for the scripts that are tested.
import { existsSync } from 'node:fs';
import process from 'node:process';
import { Refusal, runQuietly, say } from '../process.mjs';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];
/** fonts-noto-core has Arabic, for the right-to-left proof. */
const packages = ['chromium', 'fonts-dejavu-core', 'fonts-noto-core'];

/** @throws {Refusal} that says what to install. */
export async function ensureChromium() {
  if (process.env.CHROMIUM || places.some((place) => existsSync(place))) return;
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) {
    throw new Refusal(`The browser tests need Chromium. Install it (on Debian: apt-get install ${packages.join(' ')}), or set CHROMIUM to its program.`);
  }
  say('  Installing Chromium for the browser tests …');
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await runQuietly('apt-get update', 'apt-get', ['update', '-q'], { env });
  await runQuietly('Installing Chromium', 'apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], { env });
}
