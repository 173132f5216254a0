/** What has the same key, together; groups and what is in them keep their order. */
export function grouped<T>(list: readonly T[], keyOf: (each: T) => string): { readonly key: string, readonly first: T, readonly all: readonly T[] }[] {
  const groups = new Map<string, [T, ...T[]]>()
  for (const each of list) {
    const group = groups.get(keyOf(each))
    if (group) group.push(each)
    else groups.set(keyOf(each), [each])
  }
  return [...groups].map(([key, all]) => ({ key, first: all[0], all }))
}
