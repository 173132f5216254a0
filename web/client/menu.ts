/** Closes an open menu by Escape, and when somebody goes on elsewhere; it opens and closes by itself without this. */
export function closeMenus(root: ParentNode): void {
  for (const menu of root.querySelectorAll<HTMLDetailsElement>('details.menu')) {
    menu.addEventListener('keydown', ({ key }) => {
      if (key !== 'Escape' || !menu.open) return
      menu.open = false
      menu.querySelector('summary')?.focus()
    })
    menu.addEventListener('focusout', ({ relatedTarget }) => {
      if (relatedTarget instanceof Node && !menu.contains(relatedTarget)) menu.open = false
    })
    document.addEventListener('pointerdown', ({ target }) => {
      if (target instanceof Node && !menu.contains(target)) menu.open = false
    })
  }
}
