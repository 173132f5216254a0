interface Layer { readonly slash: boolean, readonly route?: { readonly path: string | readonly string[], readonly methods: Readonly<Record<string, boolean>> }, readonly handle: { readonly stack?: readonly Layer[] }, match(path: string): boolean }

/**
 * The addresses that a server answers by GET, as its routers have them, such as '/ho-so/:code'. Express keeps no path of a router that is mounted, so its
 * own matching is asked with the places where routers are mounted.
 * @throws Error for a router that is mounted somewhere else
 */
export function pagesOf(app: unknown, mounts: readonly string[]): string[] {
  const found = (stack: readonly Layer[], base: string): string[] => stack.flatMap((layer) => {
    if (layer.route) return layer.route.methods['get'] ? [layer.route.path].flat().map((each) => `${base}${each}`.replace(/(?<=.)\/$/, '')) : []
    if (!layer.handle.stack) return []
    const mount = layer.slash ? '' : mounts.find((each) => layer.match(each))
    if (mount === undefined) throw new Error(`a router under ${base || '/'} is mounted at a place that is none of ${mounts.join(', ')}`)
    return found(layer.handle.stack, base + mount)
  })
  return [...new Set(found((app as { router: { stack: readonly Layer[] } }).router.stack, ''))]
}
