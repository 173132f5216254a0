/** Pages whose address is all that opens them. */
const secret = /^\/(y-kien)\/[^/?]+/

/** An address as it may stand in a log: without its query, and without what opens a page by itself. */
export const withoutSecrets = (address: string): string => (address.split('?')[0] ?? '').replace(secret, '/$1/…')
