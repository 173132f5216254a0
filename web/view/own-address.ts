/**
 * The address that was asked for, with a parameter set, or taken away by `null`: always a path of this site. An address that begins with
 * two slashes, also once its dots are resolved, would name another site; what is no address at all becomes the home page.
 */
export function withParameter(address: string, name: string, value: string | null): string {
  const here = 'http://here'
  const given = address.startsWith('/') ? here + address : address
  const url = URL.canParse(given) ? new URL(given) : new URL(here)
  if (value === null) url.searchParams.delete(name)
  else url.searchParams.set(name, value)
  return url.pathname.replace(/^[/\\]*/, '/') + url.search
}
