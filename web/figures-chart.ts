import { BarChart, LineChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent } from 'echarts/components'
import { init, use, type EChartsCoreOption } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { ChartSize } from './view/figures-models.ts'

use([BarChart, LineChart, AriaComponent, GridComponent, LegendComponent, SVGRenderer])

/** Colours of web/styles/_tokens.scss; patterns tell the parts apart for who does not see colours. */
const colours = { early: '#0b5d56', onTime: '#8fbdb6', overdue: '#b3261e', received: '#14211f', ink: '#14211f', soft: '#46565a', line: '#d3dcdb' }
const marksColours = ['#0b5d56', '#5b9c93', '#d3dcdb', '#f0a58d', '#b3261e']
const fontFamily = 'Be Vietnam Pro, Segoe UI, Roboto, Noto Sans, Arial, sans-serif'

/** One part of each bar. */
export interface Part { readonly name: string, readonly values: readonly number[], readonly colour: keyof typeof colours | number }

export interface ChartData {
  readonly categories: readonly string[]
  /** Stacked on one another. */
  readonly parts: readonly Part[]
  readonly line?: { readonly name: string, readonly values: readonly number[] }
  /** Bars lie, for long names. */
  readonly lying?: boolean
  /** Parts of a hundred. */
  readonly share?: boolean
}

const drawn = new Map<string, string>()
const mostKept = 200

/** Draws bars as SVG. The same picture is drawn once: reading the page again and again costs next to nothing. */
export function drawChart(data: ChartData, size: ChartSize): string {
  const key = JSON.stringify([data, size])
  const kept = drawn.get(key)
  if (kept !== undefined) return kept
  const svg = draw(data, size)
  const [oldest] = drawn.keys()
  if (drawn.size >= mostKept && oldest !== undefined) drawn.delete(oldest)
  drawn.set(key, svg)
  return svg
}

/** A name in lines of at most so many letters, three lines at most. */
function folded(name: string, most: number): string {
  const lines: string[] = []
  for (const word of name.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && `${last} ${word}`.length <= most) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines.length > 3 ? `${lines.slice(0, 3).join('\n')}…` : lines.join('\n')
}

function draw({ categories, parts, line, lying = false, share = false }: ChartData, { width, height }: ChartSize): string {
  const isNarrow = width < 500
  const fontSize = isNarrow ? 12 : 13
  const named = { type: 'category', data: lying ? categories.map((name) => folded(name, isNarrow ? 16 : 30)) : [...categories], axisTick: { show: false }, axisLine: { lineStyle: { color: colours.soft } }, axisLabel: { color: colours.ink, fontSize, lineHeight: fontSize + 4, interval: 0 }, ...(lying && { inverse: true }) }
  const counted = { type: 'value', minInterval: 1, ...(share && { max: 100 }), splitLine: { lineStyle: { color: colours.line } }, axisLabel: { color: colours.soft, fontSize, ...(share && { formatter: '{value}%' }) } }
  const option: EChartsCoreOption = {
    animation: false, backgroundColor: '#fff', aria: { enabled: true, label: { enabled: false }, decal: { show: true } },
    textStyle: { fontFamily, color: colours.ink },
    legend: { top: 0, left: 0, itemGap: isNarrow ? 10 : 18, itemWidth: 20, itemHeight: 13, textStyle: { color: colours.ink, fontSize: fontSize + 1 }, selectedMode: false },
    grid: { left: 4, right: lying ? 22 : 8, top: isNarrow ? parts.length > 3 ? 84 : 62 : 40, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: lying ? counted : named, yAxis: lying ? named : counted,
    series: [
      ...parts.map(({ name, values, colour }, index) => ({
        type: 'bar', name, data: [...values], stack: 'all', silent: true, barMaxWidth: 34, barCategoryGap: '35%',
        itemStyle: { color: typeof colour === 'number' ? marksColours[colour] : colours[colour], decal: decals[index % decals.length] },
      })),
      ...(line ? [{ type: 'line', name: line.name, data: [...line.values], silent: true, symbol: 'circle', symbolSize: 7, lineStyle: { color: colours.received, width: 2 }, itemStyle: { color: colours.received } }] : []),
    ],
  }
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height })
  try {
    chart.setOption(option)
    return chart.renderToSVGString()
  } finally {
    chart.dispose()
  }
}

const white = 'rgba(255, 255, 255, .45)'
const decals = [
  { symbol: 'none' },
  { color: white, dashArrayX: [1, 0], dashArrayY: [2, 6], rotation: -Math.PI / 4 },
  { color: white, dashArrayX: [[3, 6], [0, 4, 3, 2]], dashArrayY: [4, 3], symbol: 'circle', symbolSize: .6 },
  { color: 'rgba(20, 33, 31, .25)', dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: Math.PI / 4 },
  { color: white, dashArrayX: [1, 0], dashArrayY: [3, 4] },
]
