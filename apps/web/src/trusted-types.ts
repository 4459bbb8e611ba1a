/**
 * The one Trusted Types policy of our own code: script addresses of this origin and nothing else. The page's policy
 * demands it for workers; no HTML is ever made from strings.
 */
interface Policy { createScriptURL(url: string): string }
interface Factory { createPolicy(name: string, rules: { createScriptURL(url: string): string }): Policy }

const rules = {
  createScriptURL(url: string): string {
    const resolved = new URL(url, location.href);
    if (resolved.origin !== location.origin) throw new TypeError('scripts come from this origin only');
    return resolved.href;
  },
};
const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
const policy: Policy = factory ? factory.createPolicy('app', rules) : rules;

/** A script address that the browser accepts for a worker. */
export const scriptUrl = (url: string): string => policy.createScriptURL(url);
