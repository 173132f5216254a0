import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface ReadSheet {
  readonly name: string
  /** Texts as texts, numbers as numbers. */
  readonly rows: readonly (readonly (string | number)[])[]
  readonly widths: readonly number[]
  /** Rows that stay when one scrolls. */
  readonly frozen: number
  readonly formulas: number
}

const script = `
import sys, json, re, zipfile
import xml.etree.ElementTree as tree
n = {'m': 'http://schemas.openxmlformats.org/spreadsheetml/2006/main', 'r': 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'}
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
strings = [''.join(t.text or '' for t in si.iter('{%s}t' % n['m'])) for si in tree.fromstring(z.read('xl/sharedStrings.xml')).findall('m:si', n)]
targets = {r.get('Id'): r.get('Target') for r in tree.fromstring(z.read('xl/_rels/workbook.xml.rels'))}
out = []
for sheet in tree.fromstring(z.read('xl/workbook.xml')).find('m:sheets', n):
    root = tree.fromstring(z.read('xl/' + targets[sheet.get('{%s}id' % n['r'])].lstrip('/').removeprefix('xl/')))
    rows = []
    for row in root.find('m:sheetData', n):
        cells = []
        for c in row:
            v = c.find('m:v', n)
            if v is None: continue
            cells.append(strings[int(v.text)] if c.get('t') == 's' else v.text if c.get('t') else float(v.text))
        rows.append(cells)
    pane = root.find('.//m:pane', n)
    out.append({'name': sheet.get('name'), 'rows': rows, 'widths': [float(c.get('width')) for c in root.findall('m:cols/m:col', n)], 'frozen': int(pane.get('ySplit')) if pane is not None else 0, 'formulas': len(root.findall('.//m:f', n))})
print(json.dumps(out))
`

/** A workbook as another program reads it: Python's ZIP and XML readers, which also check the archive's sums and that it is well formed. */
export async function readWorkbook(workbook: Uint8Array): Promise<ReadSheet[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'motcua-xlsx-'))
  try {
    const file = path.join(folder, 'book.xlsx')
    await writeFile(file, workbook)
    const { stdout } = await run('python3', ['-c', script, file], { maxBuffer: 64 * 1024 * 1024 })
    return JSON.parse(stdout) as ReadSheet[]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
