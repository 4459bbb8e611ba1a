// A static check: one program of a dependency, run on the repository's Node; it passes or it fails.
import path from 'node:path';
import { capture } from './capture.mjs';
import { root } from '../process.mjs';

export function programCheck(name, program, args) {
  return {
    name,
    run: async () => {
      const { code, output } = await capture([path.join(root, 'node_modules', program), ...args]);
      return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0, output: code === 0 ? '' : output };
    },
  };
}
