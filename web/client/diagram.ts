import 'bpmn-js/dist/assets/diagram-js.css'
import 'bpmn-js/dist/assets/bpmn-js.css'
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer'
import type Canvas from 'diagram-js/lib/core/Canvas'
import type ElementRegistry from 'diagram-js/lib/core/ElementRegistry'
import type Overlays from 'diagram-js/lib/features/overlays/Overlays'
import type ZoomScroll from 'diagram-js/lib/navigation/zoomscroll/ZoomScroll'

/** The scale below which the letters of a diagram cannot be read. */
const readable = 0.7

/** Shows a BPMN diagram, read-only: drag to move, buttons (and Ctrl with the wheel) to zoom. */
export async function showDiagram(figure: HTMLElement, xml: string): Promise<void> {
  const container = figure.querySelector<HTMLElement>('.diagram__canvas')
  const buttons = figure.querySelector<HTMLElement>('.diagram__buttons')
  if (!container) return
  figure.classList.add('diagram--ready')
  const viewer = new NavigatedViewer({
    container,
    // The wheel scrolls the page, not the diagram, unless Ctrl is held.
    zoomScroll: { enabled: false },
    textRenderer: { defaultStyle: { fontFamily: "'Be Vietnam Pro', sans-serif" }, externalStyle: { fontFamily: "'Be Vietnam Pro', sans-serif" } },
    bpmnRenderer: { defaultFillColor: '#ffffff', defaultStrokeColor: '#083f3b', defaultLabelColor: '#14211f' },
  } as never)
  await viewer.importXML(xml)
  const canvas = viewer.get<Canvas>('canvas')
  const zoomScroll = viewer.get<ZoomScroll>('zoomScroll')
  const fit = () => { canvas.zoom('fit-viewport', 'auto' as never) }
  fit()
  // A long diagram would be too small to read: it then starts at its beginning, at a size that can be read.
  if (canvas.zoom() < readable) {
    const { inner, outer } = canvas.viewbox()
    canvas.viewbox({ x: inner.x - 10, y: inner.y - 10, width: outer.width / readable, height: outer.height / readable })
  }
  showToken(viewer, figure.dataset)
  for (const [moment, onPaper] of [['beforeprint', true], ['afterprint', false]] as const) {
    addEventListener(moment, () => {
      figure.classList.toggle('diagram--paper', onPaper)
      canvas.resized()
      fit()
    })
  }
  if (!buttons) return
  buttons.hidden = false
  buttons.addEventListener('click', ({ target }) => {
    const kind = target instanceof HTMLElement ? target.dataset.zoom : undefined
    if (kind === 'in') zoomScroll.stepZoom(1)
    if (kind === 'out') zoomScroll.stepZoom(-1)
    if (kind === 'fit') fit()
  })
}

/** Marks where a dossier stands and what is behind it, and shows the diagram there. */
function showToken(viewer: NavigatedViewer, { now = '', done = '', here = '' }: DOMStringMap): void {
  const canvas = viewer.get<Canvas>('canvas')
  const registry = viewer.get<ElementRegistry>('elementRegistry')
  const known = (names: string) => names.split(' ').filter((name) => name !== '' && registry.get(name) !== undefined)
  for (const element of known(done)) canvas.addMarker(element, 'token-done')
  for (const element of known(now)) {
    canvas.addMarker(element, 'token-now')
    const flag = document.createElement('div')
    flag.className = 'token__here'
    flag.textContent = here
    viewer.get<Overlays>('overlays').add(element, { position: { top: -26, left: 0 }, html: flag })
  }
  const [first] = known(now)
  if (first && canvas.zoom() >= readable * 0.98) canvas.scrollToElement(first, { top: 120, left: 160, right: 160, bottom: 120 })
}
