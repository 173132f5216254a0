import type { ResumableFiles } from './resumable-files.ts'

/**
 * Sends files as soon as they are chosen, in pieces, so that a broken line is gone on with and not begun anew. What it takes is loaded with the
 * first file; where that fails the form sends its files itself. A form that is sent meanwhile waits for them.
 */
export function sendFilesInPieces(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>('form[data-upload-form]')) {
    const box = form.querySelector<HTMLElement>('[data-upload]')
    const script = box?.dataset.piecesScript
    if (!box || !script) continue
    let files: ResumableFiles | undefined
    let loading: Promise<void> | undefined

    form.addEventListener('change', ({ target }) => {
      const field = target instanceof HTMLInputElement && target.type === 'file' ? target.closest<HTMLElement>('[data-file-field]') : null
      if (!field) return
      loading ??= import(script).then((loaded: { ResumableFiles: typeof ResumableFiles }) => { files = new loaded.ResumableFiles(form, box.dataset) })
      void loading.then(() => { files?.take(field, target as HTMLInputElement) }, () => { loading = undefined })
    })

    form.addEventListener('submit', (event) => {
      const { submitter } = event
      if (!files || files.isDone(() => { if ('requestSubmit' in form) form.requestSubmit(submitter); else submitter?.click() })) return
      event.preventDefault()
      event.stopImmediatePropagation()
      const words = box.querySelector('.upload__text')
      box.hidden = false
      box.classList.add('upload--waiting')
      if (words) words.textContent = box.dataset.waiting ?? ''
    })
  }
}
