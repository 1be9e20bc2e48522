import fc from 'fast-check'
import { expect, test } from 'vitest'
import { svgOf } from './drawing.ts'

const box = { x: 0, y: 0, width: 200, height: 60 }

test('whatever people are called, the file stays well-formed and holds no markup of theirs', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (name) => {
      const svg = svgOf({ title: name, width: 200, height: 60, shapes: [{ ...box, lines: [name, name] }], strokes: [] })
      expect(svg.match(/</g)).toHaveLength(svg.match(/<(\/?(svg|title|defs|marker|path|rect|text|g))\b/g)?.length ?? 0)
      expect(svg.replace(/&(amp|lt|gt|quot|#39);/g, '')).not.toContain('&')
      expect(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(svg)).toBe(false)
    }),
  )
})

test('long names are shortened to their box', () => {
  const svg = svgOf({
    title: 'x',
    width: 200,
    height: 60,
    shapes: [{ ...box, lines: ['Chief information security officer of everything there is'] }],
    strokes: [],
  })
  expect(svg).toContain('…</text>')
  expect(svg).not.toContain('everything')
})

test('lines run through their corners and may end in an arrow', () => {
  const svg = svgOf({
    title: 'x',
    width: 10,
    height: 10,
    shapes: [],
    strokes: [
      {
        points: [
          [0, 0],
          [5.55, 0],
          [5.55, 9],
        ],
        hasArrow: true,
      },
    ],
  })
  expect(svg).toContain('d="M0 0L5.6 0L5.6 9"')
  expect(svg).toContain('marker-end="url(#end)"')
})
