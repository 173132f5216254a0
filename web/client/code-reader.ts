/** A reader types faster than people do: so many milliseconds at most between two keys. */
const quickest = 45
/** The shortest code or address. */
const least = 12

/**
 * A barcode or QR reader types what it read, and Enter. Where no field has the focus the desk takes that for a dossier's code or the address on its
 * slip and opens it; in a field it is text, as it would be from the keyboard.
 */
export function openWhatIsRead(page: Document): void {
  const form = page.querySelector<HTMLFormElement>('form[data-code-reader]')
  const words = form?.querySelector<HTMLInputElement>('[name="words"]')
  if (!form || !words) return
  let read = ''
  let last = 0
  page.addEventListener('keydown', (event) => {
    const { target, key, timeStamp } = event
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || target instanceof Element && target.closest('input, select, textarea, [contenteditable]')) { read = ''; return }
    const isQuick = timeStamp - last < quickest
    last = timeStamp
    if (key === 'Shift') return
    if (key === 'Enter' && isQuick && read.length >= least) {
      event.preventDefault()
      event.stopImmediatePropagation()
      words.value = read
      read = ''
      form.submit()
      return
    }
    if (key.length !== 1 || event.repeat) { read = ''; return }
    read = isQuick ? read + key : key
    if (read.length > 2) { // a person is not so quick: no shortcut is meant
      event.preventDefault()
      event.stopImmediatePropagation()
    }
  }, { capture: true })
}
