// The browser for the browser tests: the system's Chromium, with fonts for the scripts that are tested.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';
import { Refusal, runQuietly, say } from '../process.mjs';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];
const chinese = 'fonts-wqy-microhei';
/** fonts-noto-core has Arabic, for the right-to-left proof; the other is for letters in Chinese. */
const packages = ['chromium', 'fonts-dejavu-core', 'fonts-noto-core', chinese];
const env = { DEBIAN_FRONTEND: 'noninteractive' };

/** @throws {Refusal} that says what to install. */
export async function ensureChromium() {
  if (process.env.CHROMIUM || places.some((place) => existsSync(place))) return ensureChinese();
  if (!mayInstall()) {
    throw new Refusal(`The browser tests need Chromium. Install it (on Debian: apt-get install ${packages.join(' ')}), or set CHROMIUM to its program.`);
  }
  say('  Installing Chromium for the browser tests …');
  await runQuietly('apt-get update', 'apt-get', ['update', '-q'], { env });
  await runQuietly('Installing Chromium', 'apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], { env });
}

const mayInstall = () => existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;

/** Without a font for Chinese, letters in Chinese are tested by their other signs only: that is said, and nothing else waits for it. */
async function ensureChinese() {
  if (spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' }).stdout?.trim()) return;
  try {
    if (!mayInstall()) throw new Refusal(`apt-get install ${chinese}`);
    say('  Installing a font for Chinese for the browser tests …');
    await runQuietly('apt-get update', 'apt-get', ['update', '-q'], { env });
    await runQuietly('Installing a font for Chinese', 'apt-get', ['install', '-y', '-q', '--no-install-recommends', chinese], { env });
  } catch {
    say(`  There is no font for Chinese: whether letters draw it is not tested here (on Debian: apt-get install ${chinese}).`);
  }
}
