import type { Face, FacePage, FaceText } from '../../face/face.ts'
import { textsOf } from './a-face.ts'
import type { Box } from './reader.ts'

/** Room around a text within which its ink is looked for. */
const MARGIN = 1.5

/**
 * The texts of a page on as many pages as it takes to keep them apart, without lines and at full strength, so that the
 * ink around each is its own.
 */
export function spread(page: FacePage): { face: Face; texts: { text: FaceText; page: number; around: Box }[] } {
  const pages: { text: FaceText; around: Box }[][] = []
  for (const text of textsOf(page).filter(({ text }) => text.trim() !== '')) {
    const placed = { text: { ...text, opacity: undefined }, around: boxAround(text) }
    const free = pages.find((others) => !others.some(({ around }) => meet(around, placed.around)))
    if (free) free.push(placed)
    else pages.push([placed])
  }
  return {
    face: {
      pages: pages.map((placed) => ({
        ...page,
        template: { name: 'none', elements: [] },
        elements: placed.map(({ text }) => text),
        overlay: [],
      })),
    },
    texts: pages.flatMap((placed, index) => placed.map((entry) => ({ ...entry, page: index }))),
  }
}

function boxAround({ x, y, advances, size, rotation = 0 }: FaceText): Box {
  const length = advances.reduce((sum, advance) => sum + advance, size)
  const radians = (rotation * Math.PI) / 180
  const corners = [
    [0, -size],
    [length, -size],
    [0, 0.3 * size],
    [length, 0.3 * size],
  ].map(([along = 0, across = 0]) => ({
    x: x + along * Math.cos(radians) - across * Math.sin(radians),
    y: y + along * Math.sin(radians) + across * Math.cos(radians),
  }))
  return {
    left: Math.min(...corners.map((corner) => corner.x)) - MARGIN,
    right: Math.max(...corners.map((corner) => corner.x)) + MARGIN,
    top: Math.min(...corners.map((corner) => corner.y)) - MARGIN,
    bottom: Math.max(...corners.map((corner) => corner.y)) + MARGIN,
  }
}

const meet = (one: Box, other: Box) =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom
