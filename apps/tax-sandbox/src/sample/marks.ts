import { HEIGHT_MM, MM, type Pen, WIDTH_MM } from './paper.ts'

const MARK = '测试样张 SAMPLE 无效'
/** Fourteen millimetres high. */
const SIZE = 14 * MM

/** The marks that make a sample unmistakable. Drawn last, over everything, and never optional. */
export function drawMarks({ document }: Pen): void {
  const [centreX, centreY] = [(WIDTH_MM / 2) * MM, (HEIGHT_MM / 2) * MM]
  document.save().rotate(-24, { origin: [centreX, centreY] })
  document.fontSize(SIZE).fillColor('red', 0.3)
  for (const offset of [-52, -12, 28]) {
    document.text(MARK, -40 * MM, centreY + offset * MM, {
      width: (WIDTH_MM + 80) * MM,
      align: 'center',
      lineBreak: false,
    })
  }
  document.restore()
}
