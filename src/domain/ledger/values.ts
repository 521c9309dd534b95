import { z } from 'zod';

/** The name of a log, and of the keys that sign for it (C2SP signed-note): no spaces, no plus signs. */
export const Origin = z
  .string()
  .max(200)
  .regex(/^[^\s+\p{C}]+$/u);

/** A verifier key as text (C2SP signed-note): `<name>+<key id>+<base64 of the Ed25519 algorithm byte and public key>`. */
export const VerifierKeyText = z
  .string()
  .max(300)
  .regex(/^[^\s+\p{C}]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}$/u);
