import { ownApi } from '../api.people'
import { Problem } from '../problem'
import { session } from '../session'

/** Why there are no passkeys here; null where there are. */
export function obstacle(): string | null {
  if (session.passkeyObstacle) return session.passkeyObstacle
  const can = typeof PublicKeyCredential !== 'undefined' && 'parseRequestOptionsFromJSON' in PublicKeyCredential
  return can ? null : 'unsupported'
}

/** Asks the browser for a passkey of the account: its answer as JSON. */
export async function provePasskey(): Promise<string> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await ownApi.passkeyOptions())
  return answer(navigator.credentials.get({ publicKey }))
}

/** Has the browser make a passkey: its answer as JSON. */
export async function makePasskey(): Promise<string> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(await ownApi.creationOptions())
  return answer(navigator.credentials.create({ publicKey }))
}

async function answer(asked: Promise<Credential | null>): Promise<string> {
  // Browsers do not say whether the person cancelled, waited too long or has none.
  const credential = await asked.catch(() => null)
  if (!(credential instanceof PublicKeyCredential)) throw new Problem('PASSKEY_CANCELLED')
  return JSON.stringify(credential.toJSON())
}
