import { Button, ErrorSummary, createAll } from 'govuk-frontend'
import { saveWhileWriting } from './autosave.ts'
import { countPicked } from './picked-rows.ts'
import { confirmByWork } from './confirm-by-work.ts'
import { showConditionalFields } from './conditional-fields.ts'
import { showDiagrams } from './diagrams-on-page.ts'
import { showChosenFiles } from './chosen-files.ts'
import { sendFilesInPieces } from './files-in-pieces.ts'
import { closeMenus } from './menu.ts'
import { suggestWhileTyping } from './search.ts'
import { openPapersBeside } from './papers-on-page.ts'
import { proposeFromList } from './document-list.ts'
import { openWhatIsRead } from './code-reader.ts'
import { letSplit } from './split.ts'
import { showModeler } from './modeler-on-page.ts'
import { keepLive } from './live-part.ts'
import { listenToShortcuts } from './shortcuts.ts'
import { unfoldForPrint } from './unfold-for-print.ts'
import { showUploadProgress } from './upload-progress.ts'

function start(): void {
  // What depends on scripts shows itself by this class: an inline script would break the page's security policy.
  document.body.classList.add('js-enabled', 'govuk-frontend-supported')

  createAll(Button)
  createAll(ErrorSummary)
  closeMenus(document)
  suggestWhileTyping(document)
  showConditionalFields(document)
  confirmByWork(document)
  showChosenFiles(document)
  sendFilesInPieces(document)
  showUploadProgress(document, start)
  saveWhileWriting(document)
  showDiagrams(document)
  countPicked(document)
  showModeler(document)
  keepLive(document)
  listenToShortcuts(document)
  openPapersBeside(document)
  letSplit(document)
  openWhatIsRead(document)
  proposeFromList(document)

  for (const button of document.querySelectorAll('[data-print]')) button.addEventListener('click', () => { print() })
}

start()
unfoldForPrint()
