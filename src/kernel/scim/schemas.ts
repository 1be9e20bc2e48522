/** Names of RFC 7643 and 7644. */
export const coreUser = 'urn:ietf:params:scim:schemas:core:2.0:User'
export const coreGroup = 'urn:ietf:params:scim:schemas:core:2.0:Group'
export const enterpriseUser = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
export const listResponse = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'
export const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
export const errorMessage = 'urn:ietf:params:scim:api:messages:2.0:Error'

/** A JSON object as directories send it. */
export type Resource = { [name: string]: unknown }

export const isResource = (value: unknown): value is Resource =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The name under which a resource keeps an attribute; names are told apart without regard to case (RFC 7643, 2.1). */
export const keyIn = (resource: Resource, name: string): string =>
  Object.keys(resource).find((key) => key.toLowerCase() === name.toLowerCase()) ?? name

/** An attribute, whatever the case of its name; undefined where there is none. */
export function valueIn(resource: Resource, name: string): unknown {
  const key = keyIn(resource, name)
  return Object.hasOwn(resource, key) ? resource[key] : undefined
}

/** Attributes that hold true or false. Some directories send them as text. */
const booleans = ['active', 'primary']

/** A value with "True" and "False" read as what they mean, where the attribute holds true or false. */
export function readBoolean(name: string, value: unknown): unknown {
  if (typeof value !== 'string' || !booleans.includes(name.toLowerCase())) return value
  const word = value.toLowerCase()
  return word === 'true' ? true : word === 'false' ? false : value
}
