/** Security headers of every answer, by helmet; the policy is the one the web client is built for. */
import helmet from 'helmet';
import type { Config } from '../config.js';

const none = ["'none'"], self = ["'self'"];

/** `media-src blob:`: recordings are decrypted in the client, and play from the page's own memory; none is ever loaded by address. */
export function securityHeaders(config: Config) {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: none, scriptSrc: ["'self'", "'wasm-unsafe-eval'"], styleSrc: self, imgSrc: ["'self'", 'blob:', 'data:'], mediaSrc: ['blob:'], fontSrc: self, connectSrc: self,
        workerSrc: self, manifestSrc: self, baseUri: none, formAction: none, frameAncestors: none,
        requireTrustedTypesFor: ["'script'"], trustedTypes: ['ProseMirrorClipboard', 'dompurify', 'app'],
      },
    },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: { policy: 'require-corp' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: config.origin.startsWith('https:') ? { maxAge: 63_072_000, includeSubDomains: true } : false,
    xFrameOptions: { action: 'deny' },
    xPoweredBy: true,
  });
}
