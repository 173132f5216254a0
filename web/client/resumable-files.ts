import { Upload, type PreviousUpload, type UrlStorage } from 'tus-js-client'
import { element, size } from './chosen-files.ts'

/** Of one request, in bytes: a line that breaks loses no more than this. */
const chunkSize = 1024 * 1024
/** A broken line is tried again after so many ms; then when the person says so, or the network is back. */
const retryDelays = [0, 1_000, 3_000, 5_000, 10_000]

/** What the server says of a file that came whole. */
interface Answer { reason?: string, problem?: string }

const entries = (prefix: string) => Object.keys(sessionStorage).filter((key) => key.startsWith(prefix))
  .map((urlStorageKey) => ({ ...JSON.parse(sessionStorage.getItem(urlStorageKey) ?? '{}') as PreviousUpload, urlStorageKey }))

/** Where an upload can be gone on with, until this tab is closed: computers are shared, and names of files say much. */
const urlStorage: UrlStorage = {
  findAllUploads: () => Promise.resolve(entries('tus::')),
  findUploadsByFingerprint: (fingerprint) => Promise.resolve(entries(`tus::${fingerprint}::`)),
  removeUpload(key) {
    sessionStorage.removeItem(key)
    return Promise.resolve()
  },
  addUpload(fingerprint, upload) {
    const key = `tus::${fingerprint}::${String(Math.random())}`
    sessionStorage.setItem(key, JSON.stringify(upload))
    return Promise.resolve(key)
  },
}

/** The uploads of one form: what is chosen is sent at once, and the form then only names it. */
export class ResumableFiles {
  readonly #form: HTMLFormElement
  readonly #words: DOMStringMap
  /** By their rows: under way, or broken off. */
  readonly #open = new Map<HTMLElement, Upload>()
  readonly #addresses = new Set<string>()
  #whenDone: (() => void) | undefined

  constructor(form: HTMLFormElement, words: DOMStringMap) {
    this.#form = form
    this.#words = words
    addEventListener('online', () => {
      for (const row of this.#open.keys()) row.querySelector<HTMLButtonElement>('.files__again')?.click()
    })
  }

  take(field: HTMLElement, input: HTMLInputElement): void {
    const files = [...input.files ?? []]
    input.value = ''
    input.setCustomValidity('')
    field.querySelector('.file-field__chosen')?.replaceChildren()
    const list = field.querySelector('.uploads') ?? field.appendChild(element('ul', 'files uploads'))
    list.setAttribute('aria-label', field.dataset.chosen ?? '')
    for (const file of files) {
      const row = element('li', 'files__file')
      row.append(element('span', 'files__name', file.name), element('span', 'files__size', size(file.size)))
      list.append(row)
      if (file.size <= Number(field.dataset.maxBytes)) this.#send(row, file, input)
      else {
        this.#addRemove(row, file, input)
        warn(row, field.dataset.tooLarge)
      }
    }
  }

  /** Whether nothing is under way; otherwise `then` is called once nothing is any more. */
  isDone(then: () => void): boolean {
    if (this.#open.size === 0) return true
    this.#whenDone = then
    this.#form.querySelector<HTMLElement>('.files__again')?.focus()
    return false
  }

  #addRemove(row: HTMLElement, file: File, input: HTMLInputElement): void {
    const remove = element('button', 'link-button', this.#words.remove) as HTMLButtonElement
    remove.type = 'button'
    remove.setAttribute('aria-label', (this.#words.removeNamed ?? '').replace('%', file.name))
    remove.addEventListener('click', () => {
      const upload = this.#open.get(row)
      row.remove()
      input.focus()
      if (!upload) return
      void upload.abort(true).catch(() => undefined)
      this.#close(row)
    })
    row.append(remove)
  }

  #send(row: HTMLElement, file: File, input: HTMLInputElement): void {
    this.#addRemove(row, file, input)
    const bar = element('progress', 'upload__bar') as HTMLProgressElement
    bar.max = 100
    bar.setAttribute('aria-label', file.name)
    const status = element('span', 'files__status')
    status.setAttribute('role', 'status')
    row.append(bar, status)
    const tell = (words = '') => { if (status.textContent !== words) status.textContent = words }
    let answer: Answer = {}

    const upload = new Upload(file, {
      endpoint: this.#words.endpoint ?? '', chunkSize, retryDelays, urlStorage, removeFingerprintOnSuccess: true, metadata: { filename: file.name },
      headers: { 'X-CSRF-Token': this.#form.querySelector<HTMLInputElement>('[name=_csrf]')?.value ?? '' },
      onUploadUrlAvailable: () => { if (upload.url) this.#addresses.add(upload.url) },
      onProgress: (sent, total) => {
        bar.value = Math.floor(sent / total * 100)
        // Told in quarters, so that a screen reader is not flooded.
        tell(sent === total ? this.#words.processing : (this.#words.uploading ?? '').replace('%', String(bar.value - bar.value % 25)))
      },
      onAfterResponse: (_request, response) => {
        if (response.getHeader('Content-Type')?.startsWith('application/json')) answer = JSON.parse(response.getBody()) as Answer
      },
      onSuccess: () => {
        bar.hidden = true
        // One that was refused is named too, until it is put aside: the form then says so beside its field, as it does of files that it sends itself.
        const named = document.createElement('input')
        Object.assign(named, { type: 'hidden', name: input.name.replace(/^documents/, 'uploaded'), value: upload.url?.split('/').at(-1) ?? '' })
        row.append(named)
        if (answer.problem !== undefined && answer.reason !== 'not-scanned') {
          tell()
          warn(row, answer.problem)
        } else {
          row.classList.add('files__file--done')
          tell(answer.problem === undefined ? this.#words.done : this.#words.scannedLater)
        }
        this.#close(row)
      },
      onError: (error) => {
        const code = 'originalResponse' in error ? error.originalResponse?.getStatus() ?? 0 : 0
        bar.hidden = true
        tell()
        if (code >= 400 && code < 500 && code !== 409 && code !== 423) { // not ours to go on with
          warn(row, this.#words.refused)
          this.#whenDone = undefined // a form that waits for it is not sent without it: the person decides
          this.#form.querySelector<HTMLElement>('[data-upload]')?.setAttribute('hidden', '')
          this.#close(row)
          return
        }
        const warning = warn(row, this.#words.broken)
        const again = element('button', 'govuk-button govuk-button--secondary files__again', this.#words.again) as HTMLButtonElement
        again.type = 'button'
        again.addEventListener('click', () => {
          for (const gone of [warning, again]) gone.remove()
          bar.hidden = false
          upload.start()
        })
        row.append(again)
      },
    })
    this.#open.set(row, upload)
    void upload.findPreviousUploads().then((found) => {
      const before = found.find(({ uploadUrl }) => uploadUrl !== null && !this.#addresses.has(uploadUrl))
      if (before) upload.resumeFromPreviousUpload(before)
      upload.start()
    })
  }

  #close(row: HTMLElement): void {
    this.#open.delete(row)
    if (this.#open.size > 0) return
    const then = this.#whenDone
    this.#whenDone = undefined
    then?.()
  }
}

function warn(row: HTMLElement, words = ''): HTMLElement {
  const warning = element('p', 'file-field__warning', words)
  warning.setAttribute('role', 'alert')
  row.append(warning)
  return warning
}
