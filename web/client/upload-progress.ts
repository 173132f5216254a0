/**
 * Sends a form with files while it shows how far it is. Forms without chosen files, and browsers where anything here fails, send it
 * as plain forms do. The answer replaces the page, as if the browser had asked itself: after a redirect its address is shown too, a
 * page with errors comes in place of the form; `start` gives it its scripts.
 */
export function showUploadProgress(root: ParentNode, start: () => void): void {
  for (const form of root.querySelectorAll<HTMLFormElement>('form[data-upload-form]')) {
    const box = form.querySelector<HTMLElement>('[data-upload]')
    const bar = box?.querySelector('progress')
    const words = box?.querySelector<HTMLElement>('.upload__text')
    if (!box || !bar || !words) continue

    form.addEventListener('submit', (event) => {
      const inputs = [...form.querySelectorAll<HTMLInputElement>('input[type=file]:not([disabled])')]
      if (!inputs.some((input) => input.files && input.files.length > 0)) return
      const tooLarge = inputs.find((input) => input.validity.customError)
      if (tooLarge) {
        event.preventDefault()
        event.stopImmediatePropagation()
        tooLarge.focus()
        tooLarge.closest('[data-file-field]')?.scrollIntoView({ block: 'center' })
        return
      }
      event.preventDefault()
      const data = new FormData(form, event.submitter)
      const buttons = [...form.querySelectorAll('button')]
      for (const button of buttons) button.disabled = true
      box.hidden = false
      box.classList.remove('upload--failed', 'upload--waiting')
      box.scrollIntoView({ block: 'nearest' })

      const request = new XMLHttpRequest()
      request.open('POST', form.action)
      request.setRequestHeader('Accept', 'text/html')
      request.upload.addEventListener('progress', ({ loaded, total, lengthComputable }) => {
        if (!lengthComputable) return
        const percent = Math.floor(loaded / total * 100)
        bar.value = percent
        // Told in steps of ten, so that a screen reader is not flooded.
        const told = String(percent - percent % 10)
        const next = percent === 100 ? box.dataset.processing ?? '' : (box.dataset.uploading ?? '').replace('%', told)
        if (words.textContent !== next) words.textContent = next
      })
      request.addEventListener('load', () => {
        // Not asked for a second time: what the page says once, such as that something is done, would be lost.
        if (request.responseURL !== form.action) moveTo(request.responseURL)
        showAnswer(request.responseText, start)
      })
      for (const failure of ['error', 'abort', 'timeout']) {
        request.addEventListener(failure, () => {
          box.classList.add('upload--failed')
          words.textContent = box.dataset.failed ?? ''
          for (const button of buttons) button.disabled = false
        })
      }
      request.send(data)
    })
  }
}

/** Shows another address for the page that was answered; going back asks for the page before it again. */
function moveTo(address: string): void {
  history.pushState(null, '', address)
  const shown = location.pathname + location.search
  addEventListener('popstate', () => {
    if (location.pathname + location.search !== shown) location.reload()
  })
}

/** Puts the answered page in place of this one and starts it: a module that has run once does not run again by itself. */
function showAnswer(html: string, start: () => void): void {
  const page = new DOMParser().parseFromString(html, 'text/html')
  document.title = page.title
  document.body.replaceWith(document.adoptNode(page.body))
  scrollTo(0, 0)
  start()
}
